import type { Delegation } from '../../../domain/directory.js';
import { personId } from '../../../domain/ids.js';
import { chainStart } from '../../../domain/log/chain.js';
import type { DelegationChange } from '../../../ports/delegations.js';
import { chainEvent } from '../log/events.js';
import { all, each, first, sql, write } from './query.js';
import { ask, type Steps } from './steps.js';

const workspace_id = 'default';

/** Who lets whom act in their place, with its event in the log; the newest row of a person counts. */
export function* recordDelegation({ event, by, at }: DelegationChange): Steps<void> {
  const { from, to, startsAt, endsAt } = event.data;
  const last = yield* ask(newest, { from_person: from });
  const n = (last?.n ?? 0) + 1;
  const facts = { workspace_id, handoff_id: subjectOf(from), n, at, actor: by, content_hash: null };
  const head_hash = yield* chainEvent({ ...facts, ...event }, last?.head_hash ?? chainStart);
  const window = { starts_at: startsAt.getTime(), ends_at: endsAt.getTime() };
  yield* ask(insert, { workspace_id, from_person: from, to_person: to, ...window, n, head_hash });
}

export const standingDelegations = (): Steps<Delegation[]> => ask(standing);

/** A chain of its own for each person, beside those of the handoffs. */
const subjectOf = (from: string): string => `${chainPrefix}${from}`;
const chainPrefix = 'delegations:';

export const isOfDelegations = (id: string): boolean => id.startsWith(chainPrefix);

/** Where the chain of each person's delegations ends. */
export const delegationEnds = all(
  () =>
    sql
      .selectFrom('delegations')
      .select(['from_person', 'head_hash'])
      .where('n', '>', 0)
      .where('id', 'in', newestIds())
      .orderBy('id'),
  (row) => ({ id: subjectOf(row.from_person), head_hash: row.head_hash }),
);

const newest = first(
  (p) =>
    sql
      .selectFrom('delegations')
      .select(['n', 'head_hash'])
      .where('from_person', '=', p('from_person'))
      .orderBy('n', 'desc')
      .limit(1),
  (row) => row,
);
const standing = all(
  () =>
    sql
      .selectFrom('delegations')
      .select(['from_person', 'to_person', 'starts_at', 'ends_at'])
      .where('id', 'in', newestIds())
      .orderBy('from_person'),
  (row): Delegation => ({
    from: personId(row.from_person),
    to: personId(row.to_person),
    startsAt: new Date(row.starts_at),
    endsAt: new Date(row.ends_at),
  }),
);
const insert = write((p) =>
  sql
    .insertInto('delegations')
    .values(each(p, 'workspace_id', 'from_person', 'to_person', 'starts_at', 'ends_at', 'n', 'head_hash')),
);

function newestIds() {
  return sql
    .selectFrom('delegations as newest')
    .select(({ fn }) => fn.max('newest.id').as('id'))
    .groupBy('newest.from_person');
}
