import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { openSqlite, SqliteMissing } from '../../../../db/sqlite.js';
import type { Finding } from '../../../ports/finding.js';
import { databaseTrouble } from './database-error.js';
import { inspectSchema } from './inspect-schema.js';

/** Whether the file can be written and has the newest schema. Nothing is made and nothing is changed. */
export async function examineDatabase(file: string): Promise<Finding> {
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
    tryToWrite(file);
    const behind = await inspectSchema(file);
    return behind
      ? finding('warn', `has an older schema (${behind} behind); the next start brings it up to date.`)
      : finding('ok', 'can be written and has the newest schema');
  } catch (fault) {
    if (fault instanceof SqliteMissing) return finding('bad', fault.message);
    return finding('bad', databaseTrouble(String((fault as { readonly code?: unknown }).code)));
  }
}

function nearestFolder(file: string): string {
  let folder = dirname(resolve(file));
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    // Whatever forbids it, the file cannot be made there.
    return false;
  }
}

/** Taking the lock shows that it can be written; a running bot lets it go at once. */
function tryToWrite(file: string): void {
  const db = openSqlite(file, { fileMustExist: true, timeout: 5_000 });
  try {
    db.exec('begin immediate; rollback');
  } finally {
    db.close();
  }
}
