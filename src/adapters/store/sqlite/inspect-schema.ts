import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { schemaAfter } from '../../../../db/migrate.js';
import { migrations } from '../../../../db/migrations/index.js';
import { openSqlite, type Sqlite } from '../../../../db/sqlite.js';
import { DatabaseError } from './database-error.js';

const names = Object.keys(migrations);

/**
 * How many migrations a file is behind, looked up without changing a byte of it. Throws a `DatabaseError` for what
 * must not be touched: no file, no database, another program's, a newer version's, or one that an update left
 * half-way.
 */
export async function inspectSchema(file: string): Promise<number> {
  if (!existsSync(file)) return names.length;
  const bad = (code: string): DatabaseError => new DatabaseError(file, { code });
  if (statSync(file).isDirectory()) throw bad('FOLDER');
  accessSync(file, constants.R_OK | constants.W_OK);
  const { done, objects } = read(file);
  if (!done) {
    if (objects.length) throw bad('FOREIGN');
    return names.length;
  }
  if (done.some((name) => !names.includes(name))) throw bad('NEWER');
  const behind = names.length - done.length;
  if (behind && !(await isWhole(done, objects))) throw bad('HALF_WAY');
  return behind;
}

interface Contents {
  /** Null where no version has ever been noted. */
  readonly done: readonly string[] | null;
  /** Tables with their columns, indexes and triggers. */
  readonly objects: readonly string[];
}

function read(file: string): Contents {
  const db = openSqlite(file, { readonly: true, fileMustExist: true, timeout: 5_000 });
  try {
    const objects = objectsOf(db);
    const hasVersions = objects.some((name) => name.startsWith('kysely_migration.'));
    if (!hasVersions) return { done: null, objects };
    const rows = db.prepare<[], { name: string }>('select name from kysely_migration order by name').all();
    return { done: rows.map(({ name }) => name), objects };
  } finally {
    db.close();
  }
}

/** Whether exactly the noted migrations have left their traces; what nobody's migration makes is somebody's own index. */
async function isWhole(done: readonly string[], objects: readonly string[]): Promise<boolean> {
  if (done.some((name, place) => name !== names[place])) return false;
  const expected = await objectsAfter(done.at(-1) ?? null);
  const later = (await objectsAfter(names.at(-1) ?? null)).filter((one) => !expected.includes(one));
  return expected.every((one) => objects.includes(one)) && !later.some((one) => objects.includes(one));
}

async function objectsAfter(name: string | null): Promise<readonly string[]> {
  const db = openSqlite(':memory:');
  try {
    await schemaAfter(db, name);
    return objectsOf(db);
  } finally {
    db.close();
  }
}

function objectsOf(db: Sqlite): string[] {
  return db
    .prepare<[], { name: string }>(
      `select m.name || '.' || c.name as name from sqlite_master m join pragma_table_info(m.name) c
         where m.type = 'table' and m.name not like 'sqlite@_%' escape '@'
       union all select type || ' ' || name from sqlite_master
         where type in ('index', 'trigger') and name not like 'sqlite@_%' escape '@'`,
    )
    .all()
    .map(({ name }) => name);
}
