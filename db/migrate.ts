import { Kysely, Migrator, SqliteDialect } from 'kysely';
import { migrations } from './migrations/index.js';
import { openSqlite, type Sqlite } from './sqlite.js';

/**
 * Brings a SQLite file to the newest schema. Kysely's SQLite adapter takes no lock, so that two processes that
 * start together would both create the tables; an exclusive transaction on a file beside it makes them queue.
 */
export const migrate = async (file: string, database: Sqlite): Promise<void> => {
  const lock = openSqlite(`${file}.migrating`, { timeout: 30_000 });
  try {
    lock.exec('begin exclusive');
    await run(database);
  } finally {
    lock.close();
  }
};

const run = async (database: Sqlite): Promise<void> => {
  // The dialect would close the handle with it; the handle belongs to the caller.
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw new Error('The database could not be brought to the newest schema.', { cause: error });
};
