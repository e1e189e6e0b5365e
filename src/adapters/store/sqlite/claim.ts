import { existsSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqlite, type Sqlite } from '../../../../db/sqlite.js';
import { blamingFile, DatabaseError } from './database-error.js';

/** Who keeps the bot running on a database file. */
export interface Holder {
  readonly pid: number;
  readonly host: string;
  /** UTC. */
  readonly since: string;
}

export interface ClaimTerms {
  readonly at: Date;
  /** How long a bot that is about to stop is waited for. */
  readonly waitMs: number;
}

const pollMs = 100;
/** Files whose bot is in this process. */
const claimedHere = new Set<string>();

/**
 * One bot for a file: what it carries out one after the other is ordered in its memory. The claim is a lock that the
 * system takes back when the process ends, however it ends, on a file beside the database, with the name of its
 * holder in it. Throws a `DatabaseError` that names the holder.
 */
export function claimDatabase(file: string, terms: ClaimTerms): Promise<() => void> {
  return blamingFile(file, async () => {
    mkdirSync(dirname(file), { recursive: true });
    const db = openSqlite(claimFile(file), { timeout: 0 });
    try {
      for (let waitedMs = 0; !hold(db, terms.at); waitedMs += pollMs) {
        if (waitedMs >= terms.waitMs) throw inUse(file, holderIn(db));
        await sleep(pollMs);
      }
    } catch (fault) {
      db.close();
      throw fault;
    }
    claimedHere.add(resolve(file));
    return () => {
      claimedHere.delete(resolve(file));
      db.close();
    };
  });
}

/** The bot that runs on this file in another process; null when none does. */
export function holderElsewhere(file: string): Holder | null {
  if (claimedHere.has(resolve(file))) return null;
  if (!existsSync(claimFile(file))) return null;
  const db = openSqlite(claimFile(file), { timeout: 0 });
  try {
    return begin(db) ? null : holderIn(db);
  } finally {
    db.close();
  }
}

export function inUse(file: string, holder: Holder | null): DatabaseError {
  const who = holder
    ? `process ${holder.pid} on ${holder.host}, since ${holder.since}`
    : 'another process that has just begun';
  return new DatabaseError(file, {
    code: 'IN_USE',
    says: `is in use by a running bot (${who}): stop that one first, or give this one a file of its own.`,
  });
}

const claimFile = (file: string): string => `${file}.running`;

/**
 * A begun write keeps other writers out and lets them read who holds it. The name has to be written before; whoever
 * comes in between writes another name and is the holder then.
 */
function hold(db: Sqlite, at: Date): boolean {
  if (!begin(db)) return false;
  try {
    db.exec('create table if not exists holder (pid integer, host text, since text); delete from holder');
    db.prepare('insert into holder values (?, ?, ?)').run(process.pid, hostname(), at.toISOString());
    db.exec('commit');
  } catch (fault) {
    db.exec('rollback');
    // Somebody reads the name at this moment.
    if (isBusy(fault)) return false;
    throw fault;
  }
  return begin(db);
}

function begin(db: Sqlite): boolean {
  try {
    db.exec('begin immediate');
    return true;
  } catch (fault) {
    if (isBusy(fault)) return false;
    throw fault;
  }
}

function isBusy(fault: unknown): boolean {
  return String((fault as { readonly code?: unknown }).code).startsWith('SQLITE_BUSY');
}

function holderIn(db: Sqlite): Holder | null {
  try {
    return db.prepare<[], Holder>('select pid, host, since from holder').get() ?? null;
  } catch {
    // Its holder is writing its name at this moment.
    return null;
  }
}
