import {
  type Compilable,
  DummyDriver,
  Kysely,
  type OperationNodeSource,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from '../../../../db/schema.js';

/** Builds queries and never runs one; whichever engine runs them puts them into its own words. */
export const sql = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

export type Value = string | number | null;
export type Values = Readonly<Record<string, Value>>;
/** A place for a value that is given when the query runs. */
type Place = (name: string) => never;

type Built<Row> = Compilable<Row> & OperationNodeSource;

/** A query as a value, the same for every engine: how it is built, how much of the answer is wanted, what it means. */
export interface Query<Answer> {
  readonly build: (place: Place) => OperationNodeSource;
  readonly wants: 'all' | 'first' | 'lists' | 'changed';
  /** Of all rows, of the first one if there is any, of rows as lists, or of how many were changed. */
  readonly decode: (found: never) => Answer;
}

export function all<Row, One>(build: (place: Place) => Built<Row>, decode: (row: Row) => One): Query<One[]> {
  return { build, wants: 'all', decode: (rows: readonly Row[]) => rows.map(decode) };
}

export function first<Row, One>(
  build: (place: Place) => Built<Row>,
  decode: (row: Row) => One,
): Query<One | null> {
  return {
    build,
    wants: 'first',
    decode: (row: Row | undefined) => (row === undefined ? null : decode(row)),
  };
}

/** For very many rows: naming ten columns of a million rows costs more than hashing them. */
export function lists<Row extends readonly Value[]>(
  build: (place: Place) => OperationNodeSource,
): Query<readonly Row[]> {
  return { build, wants: 'lists', decode: (rows: readonly Row[]) => rows };
}

/** Answers how many rows were written, changed or removed. */
export function write(build: (place: Place) => OperationNodeSource): Query<number> {
  return {
    build,
    wants: 'changed',
    decode: (changed: number) => changed,
  };
}

/** A place for each column, named like it. */
export function each<Column extends string>(place: Place, ...columns: Column[]): Record<Column, never> {
  return Object.fromEntries(columns.map((column) => [column, place(column)])) as Record<Column, never>;
}
