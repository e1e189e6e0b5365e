import Database from 'better-sqlite3';

export type JsonRecord = Record<string, unknown>;
export interface LedgerEntry {
  readonly resource: string;
  readonly method: string;
  readonly key: string | null;
  readonly before: JsonRecord | null;
  readonly after: JsonRecord;
}

/** The company's records, what was answered to which key, and a ledger of every effect that took place. */
export const openRecords = (file: string) => {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.exec(`
    create table if not exists records (resource text primary key, body text not null);
    create table if not exists answers (key text primary key, request text not null, status integer not null, body text not null);
    create table if not exists ledger (id integer primary key, resource text not null, method text not null, key text, before_body text, after_body text not null);
  `);
  const get = db.prepare<[string], { body: string }>('select body from records where resource = ?');
  const put = db.prepare(
    'insert into records values (?, ?) on conflict (resource) do update set body = excluded.body',
  );
  const note = db.prepare(
    'insert into ledger (resource, method, key, before_body, after_body) values (?, ?, ?, ?, ?)',
  );
  const answer = db.prepare<[string], { request: string; status: number; body: string }>(
    'select * from answers where key = ?',
  );
  const remember = db.prepare('insert into answers values (?, ?, ?, ?)');
  const find = (resource: string): JsonRecord | null => {
    const row = get.get(resource);
    return row ? (JSON.parse(row.body) as JsonRecord) : null;
  };
  return {
    find,
    /** Writes and notes it in the ledger, in one transaction. */
    write: db.transaction((entry: Omit<LedgerEntry, 'before'>): void => {
      const before = find(entry.resource);
      put.run(entry.resource, JSON.stringify(entry.after));
      note.run(
        entry.resource,
        entry.method,
        entry.key,
        before && JSON.stringify(before),
        JSON.stringify(entry.after),
      );
    }),
    together: <T>(work: () => T): T => db.transaction(work)(),
    seed: (resource: string, body: JsonRecord): void => {
      if (!find(resource)) put.run(resource, JSON.stringify(body));
    },
    /** A person changes the record behind everybody's back. */
    drift: (resource: string, change: JsonRecord): void => {
      put.run(resource, JSON.stringify({ ...find(resource), ...change }));
    },
    answered: (key: string) => answer.get(key),
    remember: (key: string, request: string, given: { status: number; body: JsonRecord }): void => {
      remember.run(key, request, given.status, JSON.stringify(given.body));
    },
    ledger: (): LedgerEntry[] =>
      db
        .prepare<
          [],
          {
            resource: string;
            method: string;
            key: string | null;
            before_body: string | null;
            after_body: string;
          }
        >('select * from ledger order by id')
        .all()
        .map((row) => ({
          resource: row.resource,
          method: row.method,
          key: row.key,
          before: row.before_body ? (JSON.parse(row.before_body) as JsonRecord) : null,
          after: JSON.parse(row.after_body) as JsonRecord,
        })),
    close: () => db.close(),
  };
};
export type Records = ReturnType<typeof openRecords>;
