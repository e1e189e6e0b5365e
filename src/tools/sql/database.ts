import type { SqlPiece } from '../../domain/charter/sql-statement.js';

/** One way to talk to a database. Each call stands alone: it connects, does one thing and leaves. */
export interface SqlDatabase {
  /** At most two rows, read in a transaction that cannot write. Throws a `CallFault`. */
  read(query: BoundStatement): Promise<readonly SqlRow[]>;
  /** Commits when exactly one row changed, else leaves everything as it was. Throws a `CallFault`. */
  changeOne(query: BoundStatement): Promise<ChangedRows>;
}

export interface BoundStatement {
  readonly pieces: readonly SqlPiece[];
  /** Values by the name of their placeholder. */
  readonly values: Readonly<Record<string, SqlValue>>;
}

export type SqlValue = string | number | boolean | null;
export type SqlRow = Readonly<Record<string, unknown>>;

export interface ChangedRows {
  readonly count: number;
  /** What `returning` gave. */
  readonly row: SqlRow;
}
