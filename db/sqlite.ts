// The bundle has a `createRequire` of its own.
import { createRequire as requireFrom } from 'node:module';
import type Database from 'better-sqlite3';

export type Sqlite = Database.Database;

/** Nobody can open a database here; the message is a sentence for whoever set this up. */
export class SqliteMissing extends Error {
  constructor(cause: unknown) {
    const node = process.versions.node;
    super(
      `SQLite is not installed for Node ${node}: run “npm ci” again with this Node. From Node 22.14 on it needs no compiler; before, it comes as a download from GitHub or is compiled with python3, make and g++.`,
      { cause },
    );
  }
}

/** Opens a database file. Throws a `SqliteMissing` where this Node has no SQLite. */
export function openSqlite(file: string, options: Database.Options = {}): Sqlite {
  const Driver = loadDriver();
  return new Driver(file, options);
}

/**
 * Version 12 compiled against Node 24.19 or newer ends the process at a garbage collection, and version 13 crashes where
 * Node-API is older than 10, that is before Node 22.14: each Node gets the one that it can bear.
 */
function loadDriver(): typeof Database {
  const load = requireFrom(import.meta.url);
  try {
    return Number(process.versions.napi) >= 10 ? load('better-sqlite3-napi') : load('better-sqlite3');
  } catch (cause) {
    if ((cause as { readonly code?: unknown }).code !== 'MODULE_NOT_FOUND') throw cause;
    throw new SqliteMissing(cause);
  }
}
