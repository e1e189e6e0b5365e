import type { PersonId } from '../../../domain/ids.js';
import { first, sql, write } from './query.js';
import { ask, type Steps } from './steps.js';

/** Keeps that a person was reminded, so that nobody is reminded too often. */
export function recordNudge({
  person,
  at,
  count,
}: {
  readonly person: PersonId;
  readonly at: Date;
  readonly count: number;
}): Steps<number> {
  return ask(insert, { person, at: at.getTime(), count });
}

export function* nudgesSince(person: PersonId, since: Date): Steps<number> {
  return (yield* ask(sentSince, { person, since: since.getTime() })) ?? 0;
}

const insert = write((p) =>
  sql.insertInto('nudges').values({ person: p('person'), sent_at: p('at'), handoffs: p('count') }),
);
const sentSince = first(
  (p) =>
    sql
      .selectFrom('nudges')
      .select(({ fn }) => fn.countAll<number>().as('sent'))
      .where('person', '=', p('person'))
      .where('sent_at', '>=', p('since')),
  ({ sent }) => sent,
);
