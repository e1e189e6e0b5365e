import { open, rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Sqlite } from '../../../../db/sqlite.js';
import type { Store } from '../../../ports/store.js';

/** More than a file system keeps back for what has already begun. */
const trialBytes = 64 * 1_024;

/**
 * Whether the database can still be written. Its log may have room left in a full disk, and a disk may have room for
 * a database that was made read-only, so both are tried: a file beside it, and the database's own header, which
 * stays as it is. Anybody may ask for it, so one try serves for a while.
 */
export function createRoom(file: string, db: Sqlite, keptMs = 5_000): Pick<Store, 'ping' | 'freeBytes'> {
  let kept: { readonly at: number; readonly tried: Promise<void> } | null = null;
  return {
    ping: () => {
      const at = performance.now();
      if (!kept || at - kept.at >= keptMs) kept = { at, tried: tryBoth(file, db) };
      return kept.tried;
    },
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(dirname(file));
      return bavail * bsize;
    },
  };
}

async function tryBoth(file: string, db: Sqlite): Promise<void> {
  await tryFile(`${file}.trial`);
  try {
    db.pragma(`user_version = ${Number(db.pragma('user_version', { simple: true }))}`);
  } catch (fault) {
    // A command line is writing at this moment.
    if (!String((fault as { readonly code?: unknown }).code).startsWith('SQLITE_BUSY')) throw fault;
  }
}

async function tryFile(path: string): Promise<void> {
  const trial = await open(path, 'w');
  try {
    await trial.writeFile(Buffer.alloc(trialBytes, 1));
    await trial.sync();
  } finally {
    await trial.close();
  }
  // A command line may try at the same time.
  await rm(path, { force: true });
}
