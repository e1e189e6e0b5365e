import { openSqlite, type Sqlite } from '../../../db/sqlite.js';
import { CallFault } from '../call-fault.js';
import type { BoundStatement, ChangedRows, SqlDatabase, SqlRow, SqlValue } from './database.js';

/** A database file. Nothing waits for a lock, because waiting would hold up everybody else in this process. */
export function createSqliteDatabase(file: string): SqlDatabase {
  return {
    read: async (query) =>
      using(file, { readonly: true }, (database) => {
        const statement = prepared(database, query);
        if (!statement.readonly)
          throw new CallFault('refused', 'The read of this tool would change something.');
        const rows: SqlRow[] = [];
        for (const row of statement.iterate(boundTo(query))) {
          rows.push(row);
          if (rows.length === 2) break;
        }
        return rows;
      }),
    changeOne: async (query) =>
      using(file, {}, (database) => {
        database.exec('begin immediate');
        const changed = change(database, query);
        database.exec(changed.count === 1 ? 'commit' : 'rollback');
        return changed;
      }),
  };
}

function using<Result>(
  file: string,
  options: { readonly readonly?: boolean },
  work: (database: Sqlite) => Result,
): Result {
  let database: Sqlite | null = null;
  try {
    database = openSqlite(file, { ...options, fileMustExist: true, timeout: 0 });
    return work(database);
  } catch (fault) {
    throw faultOf(fault);
  } finally {
    // Closing rolls back what was not committed.
    database?.close();
  }
}

function change(database: Sqlite, query: BoundStatement): ChangedRows {
  const statement = prepared(database, query);
  if (!statement.reader) return { count: statement.run(boundTo(query)).changes, row: {} };
  const rows = statement.all(boundTo(query));
  return { count: rows.length, row: rows[0] ?? {} };
}

function prepared(database: Sqlite, { pieces }: BoundStatement) {
  return database
    .prepare<[Record<string, string | number | null>], SqlRow>(
      pieces
        .map(({ text, placeholder }) => text + (placeholder === null ? '' : `:${plain(placeholder)}`))
        .join(''),
    )
    .safeIntegers();
}

function boundTo({ values }: BoundStatement): Record<string, string | number | null> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [plain(name), storable(value)]));
}

/** A placeholder such as `amount.minor`, as SQLite takes it. */
const plain = (name: string): string => name.replaceAll('.', '__');

function storable(value: SqlValue): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value;
}

const passing = /^SQLITE_(BUSY|LOCKED|CANTOPEN|FULL|IOERR|NOMEM|PROTOCOL)/;

function faultOf(fault: unknown): unknown {
  if (fault instanceof CallFault || typeof fault !== 'object' || fault === null) return fault;
  const { code = '', message = '' } = fault as { code?: string; message?: string };
  if (passing.test(code)) return new CallFault('busy', `The database cannot be used right now (${code}).`);
  // better-sqlite3 gives a TypeError for a file in a folder that does not exist.
  if (/directory does not exist/.test(message))
    return new CallFault('busy', 'The database file cannot be found.');
  return new CallFault('refused', `The database said no: ${message}.`);
}
