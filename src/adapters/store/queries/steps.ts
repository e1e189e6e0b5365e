import type { Query, Values } from './query.js';

/** One query with what is given to it. */
export interface Ask {
  readonly query: Query<unknown>;
  readonly values: Values;
}

/**
 * Work with the database as steps: each hands out one query and goes on with its answer. Whoever follows them runs the
 * queries, at once in SQLite, awaited across a network, and every rule about rows is written once for both.
 */
export type Steps<Answer> = Generator<Ask, Answer, unknown>;

/** Use it with `yield*`. */
export function* ask<Answer>(query: Query<Answer>, values: Values = {}): Steps<Answer> {
  return (yield { query, values }) as Answer;
}

/** One after the other, whatever they answer. */
export function* tell(asks: readonly Ask[]): Steps<void> {
  for (const one of asks) yield one;
}
