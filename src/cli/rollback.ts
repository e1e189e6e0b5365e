import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadCharter } from '../adapters/charter/parse-charter.js';
import { systemClock, systemTimer } from '../adapters/system/clock.js';
import { createDispatch } from '../application/dispatch.js';
import { type Environment, readConfig } from '../config.js';
import type { Charter } from '../domain/charter/charter.js';
import type { Handoff } from '../domain/handoff/handoff.js';
import { valueWords } from '../domain/handoff/words.js';
import { person, personId } from '../domain/ids.js';
import { sentence } from '../domain/refusal.js';
import { undoPlan } from '../domain/run/undo-plan.js';
import type { Dispatch } from '../ports/dispatch.js';
import type { Store } from '../ports/store.js';
import { openStore } from '../wiring/open-store.js';

export interface RollbackContext {
  readonly environment: Environment;
  readonly print: (line: string) => void;
}

const usage =
  'Usage: npm run rollback -- --task-type refund --since 2026-10-01T08:00Z [--until …] --reason "…" --as U0ADMIN [--dry-run]';

/**
 * Undoes a bad batch: every done handoff of a kind of work that was carried out in a window of time, as one person, who
 * must be allowed to undo each of them. The running bot puts the values back; this only asks for it. Answers 1 when
 * somebody was refused, 2 for a question that it does not understand.
 */
export async function rollbackCommand(
  args: readonly string[],
  { environment, print }: RollbackContext,
): Promise<number> {
  const order = orderOf(args);
  if (typeof order === 'string') {
    print(order);
    print(usage);
    return 2;
  }
  const config = readConfig(environment);
  const { charter } = await loadCharter(config.charter, systemClock.now());
  if (!charter.taskTypes[order.taskType]) {
    print(`The charter has no task type “${order.taskType}”.`);
    return 2;
  }
  if (!existsSync(config.databaseFile)) {
    print(`There is no database at ${config.databaseFile}.`);
    return 2;
  }
  const store = await openStore(config.databaseFile);
  try {
    return await rollBackAll(order, { store, charter, print });
  } finally {
    await store.close();
  }
}

interface Order {
  readonly taskType: string;
  readonly since: Date;
  readonly until: Date;
  readonly reason: string;
  readonly as: string;
  readonly isDryRun: boolean;
}

const options = {
  'task-type': { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  reason: { type: 'string' },
  as: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

/** The order, or what is wrong with it. */
function orderOf(args: readonly string[]): Order | string {
  try {
    const { values } = parseArgs({ args: [...args], options });
    const { 'task-type': taskType, since, until, reason, as } = values;
    if (!taskType || !since || !reason?.trim() || !as) return 'Say --task-type, --since, --reason and --as.';
    const window = { since: instant(since), until: until === undefined ? systemClock.now() : instant(until) };
    if (Number.isNaN(window.since.getTime()) || Number.isNaN(window.until.getTime()))
      return 'A time is written like 2026-10-01T08:00Z; without a zone it is UTC.';
    return { taskType, ...window, reason: reason.trim(), as, isDryRun: values['dry-run'] ?? false };
  } catch (fault) {
    // What parseArgs says is a sentence about the argument.
    return fault instanceof Error ? fault.message : String(fault);
  }
}

function instant(text: string): Date {
  return new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes('T') ? text : `${text}Z`);
}

interface Batch {
  readonly store: Store;
  readonly charter: Charter;
  readonly print: (line: string) => void;
}

async function rollBackAll(order: Order, batch: Batch): Promise<number> {
  const { print, charter } = batch;
  const found = await undoableIn(order, batch);
  const dispatch = await dispatchOf(batch);
  let refused = 0;
  for (const handoff of found) {
    print(`${handoff.id}  ${handoff.origin.account ?? ''}`.trimEnd());
    for (const line of undoLines(handoff, charter)) print(`  ${line}`);
    const refusal = order.isDryRun ? null : await ask(handoff, order, dispatch);
    if (refusal !== null) {
      refused += 1;
      print(`  refused: ${refusal}`);
    }
  }
  if (order.isDryRun) print(`${found.length} would be undone. Nothing was changed.`);
  else
    print(
      `${found.length - refused} of ${found.length} are being undone by the running bot; ${refused} were refused.`,
    );
  return refused ? 1 : 0;
}

const pageSize = 200;

/** Done in the window and inside their time to be undone; the oldest first. */
async function undoableIn({ taskType, since, until }: Order, { store }: Batch): Promise<Handoff[]> {
  const found: Handoff[] = [];
  const now = systemClock.now();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['list']>> = await store.list({
      states: ['done'],
      taskType,
      limit: pageSize,
      ...(cursor === null ? {} : { cursor }),
    });
    found.push(...page.handoffs.filter((handoff) => isIn(handoff, { since, until, now })));
    cursor = page.cursor;
  } while (cursor !== null);
  return found.sort((one, other) => executedAt(one) - executedAt(other));
}

function isIn(
  handoff: Handoff,
  { since, until, now }: { readonly since: Date; readonly until: Date; readonly now: Date },
): boolean {
  const at = executedAt(handoff);
  const isOpen = handoff.execution.undoUntil !== null && handoff.execution.undoUntil >= now;
  return isOpen && at >= since.getTime() && at <= until.getTime();
}

/** The time to undo begins when the last step is done. */
function executedAt({ execution: { undoUntil }, policy }: Handoff): number {
  return (undoUntil?.getTime() ?? 0) - policy.undoWithinMs;
}

/** What would be put back, newest first. */
function undoLines(handoff: Handoff, charter: Charter): string[] {
  return undoPlan(handoff, charter).flatMap((undoing) => {
    const { describes } = undoing.tool;
    if (undoing.kind === 'stays') return [`${describes}: stays as it is`];
    if (undoing.kind === 'compensates') return [`${describes}: will be cancelled`];
    return undoing.fields.map(
      ({ name, from, to }) => `${describes}: ${name} ${valueWords(from)} → ${valueWords(to)}`,
    );
  });
}

/** Who is who was written down by the running bot; older than a minute it says nothing, and everybody is refused. */
async function dispatchOf({ store, charter }: Batch): Promise<Dispatch> {
  const directory = await store.people();
  return createDispatch({
    store,
    charters: { current: () => charter },
    people: { directory: () => directory },
    clock: systemClock,
    endOfTurn: systemTimer.endOfTurn,
    onChanged: () => {},
  });
}

async function ask({ id }: Handoff, { as, reason }: Order, dispatch: Dispatch): Promise<string | null> {
  const command = { type: 'roll_back', reason } as const;
  const answer = await dispatch({ handoffId: id, command, actor: person(personId(as)) });
  return answer.kind === 'refused' ? sentence(answer.refusal) : null;
}
