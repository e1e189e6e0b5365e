import { Kysely, Migrator, NO_MIGRATIONS, SqliteDialect } from 'kysely';
import { migrations } from './migrations/index.js';
import { openSqlite, type Sqlite } from './sqlite.js';

/**
 * Brings a SQLite file to the newest schema. Kysely's SQLite adapter takes no lock, so that two processes that
 * start together would both create the tables; an exclusive transaction on a file beside it makes them queue.
 */
export async function migrate(file: string, database: Sqlite): Promise<void> {
  const lock = openSqlite(`${file}.migrating`, { timeout: 30_000 });
  try {
    lock.exec('begin exclusive');
    await run(database);
  } finally {
    lock.close();
  }
}

/**
 * All or nothing: Kysely takes SQLite's definitions for such that no transaction holds, so it begins none; they are
 * held by one, and an update that is killed half-way leaves no trace.
 */
async function run(database: Sqlite): Promise<void> {
  database.exec('begin immediate');
  try {
    await schemaAfter(database, Object.keys(migrations).at(-1) ?? null);
    database.exec('commit');
  } catch (fault) {
    database.exec('rollback');
    throw fault;
  }
}

/** Brings a database to where it stands after a migration; null is before the first. */
export async function schemaAfter(database: Sqlite, name: string | null): Promise<void> {
  // The dialect would close the handle with it; the handle belongs to the caller.
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateTo(name ?? NO_MIGRATIONS);
  if (error) throw new Error('The database could not be brought to the newest schema.', { cause: error });
}
