import { openSqlite } from '../../../../db/sqlite.js';
import { type Verified, verifyLog } from '../log/verify-log.js';
import { createFollow } from './runner.js';

/**
 * Checks the whole log of a database file, and its anchors against a file that was kept outside. Writes nothing. Throws
 * when a file cannot be read.
 */
export function verifyFile(file: string, outside: string | null = null): Verified {
  const db = openSqlite(file, { readonly: true, fileMustExist: true });
  try {
    const table = db.prepare<[string]>(`select 1 from sqlite_master where type = 'table' and name = ?`);
    const has = (name: string): boolean => table.get(name) !== undefined;
    const order = { hasAnchors: has('anchors'), hasDelegations: has('delegations'), outside };
    // One snapshot: what the running bot writes meanwhile is not half seen.
    return db.transaction(() => createFollow(db)(verifyLog(order)))();
  } finally {
    db.close();
  }
}
