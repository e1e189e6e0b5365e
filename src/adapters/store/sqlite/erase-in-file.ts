import type { Sqlite } from '../../../../db/sqlite.js';
import { type Erasure, type ErasureOrder, eraseTexts } from '../log/erase-texts.js';
import { openDatabase } from './open.js';
import { createFollow } from './runner.js';

/**
 * Erases an account in one transaction and writes the file anew. SQLite leaves copies of rows in pages that it once
 * rearranged, even where it overwrites what it deletes; only a new file is certain to hold none. That would keep a
 * running bot waiting, so nobody else may have the file open.
 */
export async function eraseInFile(file: string, order: ErasureOrder): Promise<Erasure> {
  const db = await openDatabase(file);
  try {
    const follow = createFollow(db);
    const erase = db.transaction((of: ErasureOrder) => follow(eraseTexts(of)));
    const planned = erase({ ...order, isDryRun: true });
    if (planned.kind !== 'erased' || order.isDryRun) return planned;
    if (!isAlone(db)) return { kind: 'busy' };
    const erasure = erase.immediate(order);
    if (erasure.kind === 'erased') db.exec('vacuum');
    db.pragma('journal_mode = WAL');
    return erasure;
  } finally {
    db.close();
  }
}

/** Only the last connection may leave the WAL, which is copied into the file and removed then. */
function isAlone(db: Sqlite): boolean {
  try {
    return db.pragma('journal_mode = DELETE', { simple: true }) === 'delete';
  } catch (fault) {
    if ((fault as { readonly code?: unknown }).code === 'SQLITE_BUSY') return false;
    throw fault;
  }
}
