import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { migrate } from '../../../../db/migrate.js';
import { openSqlite, type Sqlite } from '../../../../db/sqlite.js';
import { type ClaimTerms, claimDatabase, holderElsewhere, inUse } from './claim.js';
import { blamingFile } from './database-error.js';
import { inspectSchema } from './inspect-schema.js';

/** The busy timeout blocks the event loop, so it is short. */
const busyTimeoutMs = 1_000;

/**
 * Opens the file, makes its folder, brings it to the newest schema. Throws a `DatabaseError` when the file cannot be
 * used, and another one when it cannot be made durable.
 */
export const openDatabase = (file: string): Promise<Sqlite> => blamingFile(file, () => openFile(file));

export interface Claimed {
  readonly db: Sqlite;
  /** Lets another bot have the file. */
  readonly release: () => void;
}

/** Opens the file for a bot: a bad one is told before anything is written, and another bot on it before it is changed. */
export async function openClaimed(file: string, terms?: ClaimTerms): Promise<Claimed> {
  if (!terms) return { db: await openDatabase(file), release: () => undefined };
  await blamingFile(file, () => inspectSchema(file));
  const release = await claimDatabase(file, terms);
  try {
    return { db: await openDatabase(file), release };
  } catch (fault) {
    release();
    throw fault;
  }
}

async function openFile(file: string): Promise<Sqlite> {
  const behind = await inspectSchema(file);
  const holder = behind && existsSync(file) ? holderElsewhere(file) : null;
  // A command line of a newer version must not change the schema under a running bot.
  if (holder) throw inUse(file, holder);
  mkdirSync(dirname(file), { recursive: true });
  const db = openSqlite(file, { timeout: busyTimeoutMs });
  db.pragma('journal_mode = WAL');
  // In WAL mode SQLite falls back to NORMAL unless told; FULL means that an acknowledged approval survives a power cut.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  // Copying the log back into the file costs two more syncs; every 32 MiB is often enough and still opens in 50 ms.
  db.pragma('wal_autocheckpoint = 8000');
  db.pragma('cache_size = -16000');
  const modes = [db.pragma('journal_mode', { simple: true }), db.pragma('synchronous', { simple: true })];
  if (modes[0] !== 'wal' || modes[1] !== 2)
    throw new Error(`${file} cannot be written durably (${modes.join(', ')}).`);
  if (behind) await migrate(file, db);
  return db;
}
