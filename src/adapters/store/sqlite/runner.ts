import { createQueryId, type RootOperationNode, SqliteQueryCompiler } from 'kysely';
import type { Sqlite } from '../../../../db/sqlite.js';
import type { Query, Value, Values } from '../queries/query.js';
import type { Ask, Steps } from '../queries/steps.js';

/** Follows steps to their end at once. */
export type Follow = <Answer>(steps: Steps<Answer>) => Answer;

/**
 * Runs queries over one handle. Each is written and prepared once: compiling costs more than running, and on the way of
 * a click there are ten of them.
 */
export function createFollow(db: Sqlite): Follow {
  const prepared = new WeakMap<Query<unknown>, Run>();
  const prepareOnce = (query: Query<unknown>): Run => {
    const run = prepare(db, query);
    prepared.set(query, run);
    return run;
  };
  const answer = ({ query, values }: Ask): unknown => {
    const run = prepared.get(query) ?? prepareOnce(query);
    return run(values);
  };
  return (steps) => {
    let step = steps.next();
    while (!step.done) step = steps.next(answer(step.value));
    return step.value;
  };
}

type Run = (values: Values) => unknown;

function prepare(db: Sqlite, { build, wants, decode }: Query<unknown>): Run {
  const node = build((name) => ({ place: name }) as never).toOperationNode() as RootOperationNode;
  const { sql, parameters } = new SqliteQueryCompiler().compileQuery(node, createQueryId());
  const statement = db.prepare<Value[]>(sql);
  if (wants === 'lists') statement.raw();
  const meaning = decode as (found: unknown) => unknown;
  const bind = binder(parameters);
  if (wants === 'changed') return (values) => meaning(statement.run(...bind(values)).changes);
  if (wants === 'first') return (values) => meaning(statement.get(...bind(values)));
  return (values) => meaning(statement.all(...bind(values)));
}

function binder(parameters: readonly unknown[]): (values: Values) => Value[] {
  const order = parameters.map((parameter) =>
    isPlace(parameter) ? parameter : { fixed: parameter as Value },
  );
  return (values) =>
    order.map((at) => {
      if ('fixed' in at) return at.fixed;
      const value = values[at.place];
      if (value === undefined) throw new TypeError(`The query needs a value for “${at.place}”.`);
      return value;
    });
}

function isPlace(parameter: unknown): parameter is { place: string } {
  return typeof parameter === 'object' && parameter !== null && 'place' in parameter;
}
