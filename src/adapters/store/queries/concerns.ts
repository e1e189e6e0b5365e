import { type ExpressionBuilder, type ExpressionWrapper, sql as raw, type SqlBool } from 'kysely';
import type { Tables } from '../../../../db/schema.js';
import { concernedBy } from '../../../domain/handoff/concerned.js';
import type { Handoff } from '../../../domain/handoff/handoff.js';
import type { Reach } from '../../../domain/people/reach.js';
import { handoffFromText } from '../rows/handoff-codec.js';
import { all, sql, write } from './query.js';
import { ask, type Steps } from './steps.js';

/** Whom a handoff concerns, as the texts that its row keeps: `team:support`, `role:finance`, `person:U0ANA`, `channel:#support`. */
export function concernsText(handoff: Handoff): string {
  const { teams, roles, people } = concernedBy(handoff);
  return JSON.stringify([
    ...named('team', teams),
    ...named('role', roles),
    ...named('person', people),
    ...named('channel', [handoff.policy.channel]),
  ]);
}

type Rows = ExpressionBuilder<Tables, 'handoffs'>;

/** The same question as `isWithin` of the domain, for rows and for somebody who may not read everything. */
export function isWithinReach(reach: Reach): (rows: Rows) => ExpressionWrapper<Tables, 'handoffs', SqlBool> {
  const { teams, roles, people, taskTypes, inChannel } = reach;
  const names = [...named('team', teams), ...named('role', roles), ...named('person', people)];
  return ({ and, eb, or }) =>
    or([
      eb('task_type', 'in', taskTypes),
      eb(isAmong(names), '=', raw.lit(1)),
      and([
        eb('task_type', 'in', inChannel.taskTypes),
        eb(isAmong(named('channel', inChannel.channels)), '=', raw.lit(1)),
      ]),
    ]);
}

/** Open rows of an earlier version say it from now on. What has ended is in no list, and says it when it comes back. */
export function* fillConcerns(): Steps<void> {
  for (const { id, body } of yield* ask(silent))
    yield* ask(fill, { id, concerns_json: concernsText(handoffFromText(body)) });
}

const silent = all(
  () =>
    sql
      .selectFrom('handoffs')
      .select(['id', 'body'])
      .where('is_open', '=', raw.lit(1))
      .where('concerns_json', 'is', null),
  (row) => row,
);
const fill = write((p) =>
  sql
    .updateTable('handoffs')
    .set({ concerns_json: p('concerns_json') })
    .where('id', '=', p('id')),
);

const named = (kind: string, names: readonly string[]): string[] => names.map((name) => `${kind}:${name}`);

function isAmong(names: readonly string[]) {
  return raw<number>`exists (select 1 from json_each(handoffs.concerns_json) where value in (${raw.join(names)}))`;
}
