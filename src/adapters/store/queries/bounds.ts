import { sql as raw } from 'kysely';
import {
  type ActionsAsked,
  type Bounds,
  type BoundsAsked,
  type CallsAsked,
  nothingAsked,
  nothingGathered,
  type Pause,
  type Scope,
} from '../../../domain/bounds.js';
import { personId } from '../../../domain/ids.js';
import type { SwitchOrder } from '../../../ports/bounds.js';
import { all, each, first, sql, write } from './query.js';
import { ask, type Steps } from './steps.js';

/** What holds the bot back, as the database says. */
export function* gatherBounds(asked: BoundsAsked): Steps<Bounds> {
  if (asked === nothingAsked) return nothingGathered;
  const paused = asked.isPauseAsked ? yield* pauses() : null;
  const calls: Bounds['calls'][number][] = [];
  for (const one of asked.calls) calls.push({ ...one, nthLatestAt: yield* nthLatestAt(one) });
  const actions: Bounds['actions'][number][] = [];
  for (const one of asked.actions) actions.push({ ...one, count: yield* countOf(one) });
  return { paused, calls, actions };
}

export const pauses = (): Steps<Pause[]> => ask(standing);

export function recordSwitch({ scope, isPaused, by, at, reason }: SwitchOrder): Steps<number> {
  return ask(insert, { scope, is_paused: Number(isPaused), person: by, at: at.getTime(), reason });
}

function nthLatestAt({ tool, n, since }: CallsAsked): Steps<Date | null> {
  return ask(nthLatest, { tool, since: since.getTime(), behind: n - 1 });
}

function* countOf({ taskType, since }: ActionsAsked): Steps<number> {
  const begun = yield* ask(began, { task_type: taskType, since: since.getTime() });
  return (begun ?? 0) + ((yield* ask(underWay, { task_type: taskType })) ?? 0);
}

const insert = write((p) =>
  sql
    .insertInto('switches')
    .values({ ...each(p, 'scope', 'is_paused', 'person', 'at', 'reason'), workspace_id: 'default' }),
);

/** The newest row of a scope tells whether it is paused. */
const standing = all(
  () =>
    sql
      .selectFrom('switches')
      .select(['scope', 'person', 'at', 'reason'])
      .where('is_paused', '=', 1)
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('switches as newest')
          .select(({ fn }) => fn.max('newest.id').as('id'))
          .groupBy('newest.scope'),
      )
      .orderBy('id'),
  (row): Pause => ({
    scope: row.scope as Scope,
    by: personId(row.person),
    since: new Date(row.at),
    reason: row.reason,
  }),
);

// Constants are written out below: an index over writes alone serves only a query that names them.

const nthLatest = first(
  (p) =>
    sql
      .selectFrom('attempts')
      .select('started_at')
      .where('kind', '=', raw.lit('write'))
      .where('tool', '=', p('tool'))
      .where('started_at', '>', p('since'))
      .orderBy('started_at', 'desc')
      .limit(1)
      .offset(p('behind')),
  (row) => new Date(row.started_at),
);

/** A second try of a step is the same action. */
const began = first(
  (p) =>
    sql
      .selectFrom('attempts')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('kind', '=', raw.lit('write'))
      .where('task_type', '=', p('task_type'))
      .where('started_at', '>', p('since'))
      .where('attempt', '=', 1),
  ({ n }) => n,
);

/** Granted and not yet begun: they would be counted too late. */
const underWay = first(
  (p) =>
    sql
      .selectFrom(['handoffs', raw`json_each(body, '$.run.steps')`.as('step')])
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('is_open', '=', raw.lit(1))
      .where('state', '=', raw.lit('executing'))
      .where('task_type', '=', p('task_type'))
      .where(raw`json_extract(body, '$.run.kind')`, '=', 'write')
      .where(raw`json_extract(step.value, '$.attempt')`, '=', 0),
  ({ n }) => n,
);
