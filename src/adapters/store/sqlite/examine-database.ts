import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { migrations } from '../../../../db/migrations/index.js';
import { openSqlite, SqliteMissing } from '../../../../db/sqlite.js';
import type { Finding } from '../../../ports/finding.js';
import { databaseTrouble } from './database-error.js';

/** Whether the file can be written and has the newest schema. Nothing is made and nothing is changed. */
export const examineDatabase = (file: string): Finding => {
  const finding = (health: Finding['health'], says: string): Finding => ({ health, about: file, says });
  if (!existsSync(file)) {
    const folder = nearestFolder(file);
    return isWritable(folder)
      ? finding('ok', 'is not there yet; the first start makes it')
      : finding(
          'bad',
          `cannot be made, because ${folder} cannot be written: set DATABASE_URL to another place.`,
        );
  }
  try {
    const missing = missingMigrations(file);
    return missing
      ? finding('warn', `has an older schema (${missing} behind); the next start brings it up to date.`)
      : finding('ok', 'can be written and has the newest schema');
  } catch (fault) {
    if (fault instanceof SqliteMissing) return finding('bad', fault.message);
    return finding('bad', databaseTrouble(String((fault as { readonly code?: unknown }).code)));
  }
};

const nearestFolder = (file: string): string => {
  let folder = dirname(resolve(file));
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
};

const isWritable = (folder: string): boolean => {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    // Whatever forbids it, the file cannot be made there.
    return false;
  }
};

const missingMigrations = (file: string): number => {
  const db = openSqlite(file, { fileMustExist: true, timeout: 5_000 });
  try {
    // Taking the lock shows that it can be written; a running bot lets it go at once.
    db.exec('begin immediate; rollback');
    const table = db.prepare("select 1 from sqlite_master where name = 'kysely_migration'").get();
    const done = table ? (db.prepare('select name from kysely_migration').all() as { name: string }[]) : [];
    return Object.keys(migrations).filter((name) => !done.some((one) => one.name === name)).length;
  } finally {
    db.close();
  }
};
