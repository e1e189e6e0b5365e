import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { openSqlite } from '../db/sqlite.js';
import { createSqliteStore } from '../src/adapters/store/sqlite/sqlite-store.js';
import { systemTimer } from '../src/adapters/system/clock.js';
import { createDispatch } from '../src/application/dispatch.js';
import { createWatchdog } from '../src/application/watch/watchdog.js';
import { type HandoffId, handoffId } from '../src/domain/ids.js';
import type { Store } from '../src/ports/store.js';
import { makeDue, openHandoffs } from './ours/open-handoffs.js';
import { benchCharter, benchDirectory } from './ours/prepared-store.js';
import { type Figure, print } from './report.js';

const sizes = [1_000, 100_000, ...(process.env.BENCH_MILLION ? [1_000_000] : [])];
const dues = [0, 100, 10_000];
/** Within this every handoff's first look is due, and nothing of it expires. */
const laterMs = 3 * 86_400_000;

/** What one look costs, against reading every open row to see whether it is due. Both wake the same. */
export async function benchWatchdog(): Promise<void> {
  for (const open of sizes)
    print(`A sweep over ${open.toLocaleString('en')} open handoffs`, await sweeps(open));
}

async function sweeps(open: number): Promise<Figure[]> {
  const file = await openHandoffs(open);
  try {
    const figures: Figure[] = [];
    let from = 0;
    for (const due of dues.filter((count) => count * 2 < open)) {
      makeDue(file, { from, count: due });
      const ours = await sweep(file, due);
      makeDue(file, { from: from + due, count: due });
      const naive = await sweep(file, due, everyOpenRow(file));
      from += 2 * due;
      figures.push({
        what: `${due.toLocaleString('en')} due`,
        ours,
        against: naive,
        unit: 'ms',
        goal: { atMost: due === 0 ? 0.1 : 1 },
      });
    }
    return figures;
  } finally {
    rmSync(dirname(file), { recursive: true });
  }
}

async function sweep(file: string, due: number, find?: Store['due']): Promise<number> {
  const store = await createSqliteStore({ file });
  const charter = benchCharter();
  const clock = { now: () => new Date(Date.now() + laterMs), newId: () => 'id' };
  const dispatch = createDispatch({
    store,
    charters: { current: () => charter },
    people: { directory: () => benchDirectory(clock.now()) },
    clock,
    endOfTurn: systemTimer.endOfTurn,
    onChanged: () => {},
  });
  const log = { info: () => {}, warn: () => {}, error: console.error };
  const { tick } = createWatchdog({ store: find ? { ...store, due: find } : store, dispatch, clock, log });
  const start = performance.now();
  const woken = await tick();
  const took = performance.now() - start;
  await store.close();
  if (woken !== due) throw new Error(`${woken} were woken, and ${due} were due.`);
  return took;
}

/** Reads all open rows once for a sweep, and gives what it found page by page. */
function everyOpenRow(file: string): Store['due'] {
  let left: HandoffId[] | null = null;
  return async (now, limit) => {
    left ??= dueByReading(file, now);
    return left.splice(0, limit);
  };
}

function dueByReading(file: string, now: Date): HandoffId[] {
  const db = openSqlite(file, { readonly: true });
  const found: HandoffId[] = [];
  const rows = db.prepare<[], { id: string; body: string; next_check_at: number }>(
    'select id, body, next_check_at from handoffs where is_open = 1',
  );
  for (const { id, body, next_check_at: at } of rows.iterate()) {
    // The row is read as the bot reads it; when it is due stands beside it, because the copies share their words.
    JSON.parse(body);
    if (at <= now.getTime()) found.push(handoffId(id));
  }
  db.close();
  return found;
}
