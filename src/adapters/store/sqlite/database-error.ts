/** The file cannot be used as a database; the message is one sentence for whoever set it up. */
export class DatabaseError extends Error {
  constructor(
    file: string,
    readonly code: string,
    cause: unknown,
  ) {
    super(`${file} ${databaseTrouble(code)}`, { cause });
  }
}

/** What to do about a code of SQLite or of the file system; the file's name stands before it. */
export const databaseTrouble = (code: string): string => {
  if (code === 'SQLITE_NOTADB')
    return 'is not a database: set DATABASE_URL to another file, or move this one away.';
  if (code.startsWith('SQLITE_CORRUPT')) return 'is damaged: put a copy of it back.';
  if (code.startsWith('SQLITE_BUSY')) return 'is locked by another program: stop it.';
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return 'cannot grow, because the disk is full: make room.';
  return `cannot be opened and written (${code}): let the user that runs the bot read and write it and its folder.`;
};

/** Does something with the file and turns what the file or its folder is to blame for into a `DatabaseError`. */
export const blamingFile = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (fault) {
    const { code } = fault as { readonly code?: unknown };
    const isOfTheFile = typeof code === 'string' && /^(SQLITE_(?!ERROR|CONSTRAINT)|E[A-Z]+$)/.test(code);
    if (!isOfTheFile) throw fault;
    throw new DatabaseError(file, code, fault);
  }
};
