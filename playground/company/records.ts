import { openSqlite, type Sqlite } from '../../db/sqlite.js';

export type JsonRecord = Record<string, unknown>;
export interface LedgerEntry {
  readonly resource: string;
  readonly method: string;
  readonly key: string | null;
  readonly before: JsonRecord | null;
  readonly after: JsonRecord;
}

interface LedgerRow {
  readonly resource: string;
  readonly method: string;
  readonly key: string | null;
  readonly before_body: string | null;
  readonly after_body: string;
}

/** The company's records, what was answered to which key, and a ledger of every effect that took place. */
export function openRecords(file: string) {
  const db = openSqlite(file);
  db.pragma('journal_mode = WAL');
  db.exec(`
    create table if not exists records (resource text primary key, body text not null);
    create table if not exists answers (key text primary key, request text not null, status integer not null, body text not null);
    create table if not exists ledger (id integer primary key, resource text not null, method text not null, key text, before_body text, after_body text not null);
  `);
  const { find, put } = bodies(db);
  const ledger = openLedger(db);
  return {
    find,
    /** Writes and notes it in the ledger, in one transaction. */
    write: db.transaction((entry: Omit<LedgerEntry, 'before'>): void => {
      const before = find(entry.resource);
      put(entry.resource, entry.after);
      ledger.note({ ...entry, before });
    }),
    together: <T>(work: () => T): T => db.transaction(work)(),
    seed: (resource: string, body: JsonRecord): void => {
      if (!find(resource)) put(resource, body);
    },
    /** A person changes the record behind everybody's back. */
    drift: (resource: string, change: JsonRecord): void => put(resource, { ...find(resource), ...change }),
    ...openAnswers(db),
    ledger: ledger.entries,
    close: () => db.close(),
  };
}
export type Records = ReturnType<typeof openRecords>;

function bodies(db: Sqlite) {
  const get = db.prepare<[string], { body: string }>('select body from records where resource = ?');
  const put = db.prepare(
    'insert into records values (?, ?) on conflict (resource) do update set body = excluded.body',
  );
  return {
    find: (resource: string): JsonRecord | null => {
      const row = get.get(resource);
      return row ? (JSON.parse(row.body) as JsonRecord) : null;
    },
    put: (resource: string, body: JsonRecord): void => void put.run(resource, JSON.stringify(body)),
  };
}

function openAnswers(db: Sqlite) {
  const answer = db.prepare<[string], { request: string; status: number; body: string }>(
    'select * from answers where key = ?',
  );
  const remember = db.prepare('insert into answers values (?, ?, ?, ?)');
  return {
    answered: (key: string) => answer.get(key),
    remember: (key: string, request: string, given: { status: number; body: JsonRecord }): void => {
      remember.run(key, request, given.status, JSON.stringify(given.body));
    },
  };
}

function openLedger(db: Sqlite) {
  const note = db.prepare(
    'insert into ledger (resource, method, key, before_body, after_body) values (?, ?, ?, ?, ?)',
  );
  const all = db.prepare<[], LedgerRow>('select * from ledger order by id');
  return {
    note: ({ resource, method, key, before, after }: LedgerEntry): void => {
      note.run(resource, method, key, before && JSON.stringify(before), JSON.stringify(after));
    },
    entries: (): LedgerEntry[] =>
      all.all().map(({ before_body, after_body, ...row }) => ({
        resource: row.resource,
        method: row.method,
        key: row.key,
        before: before_body ? (JSON.parse(before_body) as JsonRecord) : null,
        after: JSON.parse(after_body) as JsonRecord,
      })),
  };
}
