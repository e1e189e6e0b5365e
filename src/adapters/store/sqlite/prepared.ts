import type Database from 'better-sqlite3';
import {
  type Compilable,
  DummyDriver,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Tables } from '../../../../db/schema.js';

/** Builds queries; it never runs one. */
export const sql = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
});

type Value = string | number | null;
type Values = Readonly<Record<string, Value>>;
/** A place for a value that is given when the query runs. */
type Place = (name: string) => never;

/** A place for each column, named like it. */
export const each = <Column extends string>(place: Place, ...columns: Column[]): Record<Column, never> =>
  Object.fromEntries(columns.map((column) => [column, place(column)])) as Record<Column, never>;

export interface Prepared<Row> {
  /** Number of rows changed. */
  run(values?: Values): number;
  first(values?: Values): Row | undefined;
  all(values?: Values): Row[];
}

/**
 * Writes a query once with Kysely and runs it as one prepared statement: compiling costs more than running, and
 * on the way of a click there are ten of them.
 */
export const prepare = <Row>(
  db: Database.Database,
  build: (place: Place) => Compilable<Row>,
): Prepared<Row> => {
  const place: Place = (name) => ({ place: name }) as never;
  const query = build(place).compile();
  const statement = db.prepare<Value[], Row>(query.sql);
  const order = query.parameters.map((parameter) =>
    isPlace(parameter) ? parameter : { fixed: parameter as Value },
  );
  const bind = (values: Values): Value[] =>
    order.map((at) => {
      if ('fixed' in at) return at.fixed;
      const value = values[at.place];
      if (value === undefined) throw new TypeError(`The query needs a value for “${at.place}”.`);
      return value;
    });
  return {
    run: (values = {}) => statement.run(...bind(values)).changes,
    first: (values = {}) => statement.get(...bind(values)),
    all: (values = {}) => statement.all(...bind(values)),
  };
};

const isPlace = (parameter: unknown): parameter is { place: string } =>
  typeof parameter === 'object' && parameter !== null && 'place' in parameter;

/** For queries whose shape depends on what is asked. */
export const runOnce = <Row>(db: Database.Database, query: Compilable<Row>): Row[] => {
  const { sql: text, parameters } = query.compile();
  return db.prepare<unknown[], Row>(text).all(...parameters);
};
