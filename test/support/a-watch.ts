import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite, type Sqlite } from '../../db/sqlite.js';
import { createSqliteStore } from '../../src/adapters/store/sqlite/sqlite-store.js';
import { createDispatch } from '../../src/application/dispatch.js';
import { type Auditor, createAuditor } from '../../src/application/watch/auditor.js';
import { createWatchdog } from '../../src/application/watch/watchdog.js';
import type { Charter } from '../../src/domain/charter/charter.js';
import { bot, type HandoffId, handoffId } from '../../src/domain/ids.js';
import type { Dispatch } from '../../src/ports/dispatch.js';
import type { Log } from '../../src/ports/log.js';
import type { Changed, Store } from '../../src/ports/store.js';
import { aCharter } from './a-charter.js';
import { aDirectory } from './a-directory.js';
import { aSubmit, startAt, theAgent } from './bot/a-story.js';

/** The real store in a file, the real dispatch and everything that watches, at a time that the test sets. */
export interface Watch {
  now: Date;
  readonly file: string;
  readonly store: Store;
  readonly dispatch: Dispatch;
  readonly watchdog: { tick(): Promise<number> };
  readonly auditor: Auditor;
  readonly errors: Record<string, unknown>[];
  /** Everything committed since it was last looked at. */
  readonly changed: Extract<Changed, { kind: 'changed' }>[];
  /** Submits and triages so many handoffs now; they are in review afterwards. */
  open(count: number): Promise<HandoffId[]>;
  /** What no command could do. */
  plant(statement: string): void;
  /** How SQLite answers each query. */
  plans(queries: readonly string[]): string[];
  close(): Promise<void>;
}

export interface WatchOptions {
  readonly charter?: Charter;
  /** Of an earlier watch, after a restart. */
  readonly file?: string;
  /** Stands before the real dispatch. */
  readonly before?: (handoff: HandoffId) => void;
}

export const aWatch = async ({
  charter = aCharter(),
  before,
  file = join(mkdtempSync(join(tmpdir(), 'watch-')), 'a.db'),
}: WatchOptions = {}): Promise<Watch> => {
  const store = await createSqliteStore({ file });
  const errors: Record<string, unknown>[] = [];
  const log: Log = { info: () => {}, warn: () => {}, error: (facts) => void errors.push(facts) };
  const time = { now: startAt };
  const clock = { now: () => time.now, newId: () => 'id' };
  let opened = 0;
  const changed: Watch['changed'] = [];
  const real = createDispatch({
    store,
    charters: { current: () => charter },
    people: { directory: () => aDirectory(time.now) },
    clock,
    endOfTurn: (job) => void setImmediate(job),
    onChanged: (change) => void changed.push(change),
  });
  const dispatch: Dispatch = async (request) => {
    before?.(request.handoffId);
    return real(request);
  };
  return {
    get now() {
      return time.now;
    },
    set now(at) {
      time.now = at;
    },
    file,
    store,
    dispatch,
    watchdog: createWatchdog({ store, dispatch, clock, log }),
    auditor: createAuditor({ store, clock, log }),
    errors,
    changed,
    open: async (count) => {
      const ids = Array.from({ length: count }, (_, index) => handoffId(`h_${opened + index + 1}`));
      opened += count;
      await Promise.all(ids.map((id) => real({ handoffId: id, command: aSubmit({ id }), actor: theAgent })));
      await Promise.all(ids.map((id) => real({ handoffId: id, command: triage, actor: bot })));
      return ids;
    },
    plant: (statement) => raw(file, (db) => void db.exec(statement)),
    plans: (queries) => raw(file, (db) => queries.map((query) => planOf(db, query))),
    close: () => store.close(),
  };
};

const raw = <Answer>(file: string, use: (db: Sqlite) => Answer): Answer => {
  const db = openSqlite(file);
  try {
    return use(db);
  } finally {
    db.close();
  }
};

const planOf = (db: Sqlite, query: string): string =>
  db
    .prepare<[], { detail: string }>(`explain query plan ${query}`)
    .all()
    .map(({ detail }) => detail)
    .join('; ');

const triage = {
  type: 'triage',
  packet: null,
  fields: {},
  before: [{ status: 'open' }, null],
  owner: null,
  nonce: 'nonce-2',
} as const;
