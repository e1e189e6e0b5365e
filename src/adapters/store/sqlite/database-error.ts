/** The file cannot be used as a database; the message is one sentence for whoever set it up. */
export class DatabaseError extends Error {
  readonly code: string;
  constructor(file: string, { code, says, cause }: DatabaseFault) {
    super(`${file} ${says ?? databaseTrouble(code)}`, { cause });
    this.code = code;
  }
}

interface DatabaseFault {
  /** Of SQLite, of the file system, or of our own. */
  readonly code: string;
  /** What to do, where the code does not say it all. */
  readonly says?: string;
  readonly cause?: unknown;
}

/** What to do about a code of SQLite or of the file system; the file's name stands before it. */
export function databaseTrouble(code: string): string {
  const own = ours[code];
  if (own) return own;
  if (code === 'SQLITE_NOTADB')
    return 'is not a database: set DATABASE_URL to another file, or move this one away.';
  if (code.startsWith('SQLITE_CORRUPT')) return 'is damaged: put a copy of it back.';
  if (code.startsWith('SQLITE_BUSY')) return 'is locked by another program: stop it.';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return 'cannot grow, because the disk is full: make room.';
  return `cannot be opened and written (${code}): let the user that runs the bot read and write it and its folder.`;
}

const ours: Readonly<Record<string, string>> = {
  FOLDER: 'is a folder: set DATABASE_URL to a file in it.',
  FOREIGN: 'belongs to another program: set DATABASE_URL to another file.',
  NEWER: 'was written by a newer version: start that version, or put a copy from before the update back.',
  HALF_WAY: 'was left half-way by an update: put a copy from before the update back.',
};

/** Does something with the file and turns what the file or its folder is to blame for into a `DatabaseError`. */
export async function blamingFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    const { code } = fault as { readonly code?: unknown };
    const isOfTheFile = typeof code === 'string' && /^(SQLITE_(?!ERROR|CONSTRAINT)|E[A-Z]+$)/.test(code);
    if (!isOfTheFile) throw fault;
    throw new DatabaseError(file, { code, cause: fault });
  }
}
