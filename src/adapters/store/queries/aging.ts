import { type ExpressionBuilder, sql as raw, type SelectQueryBuilder } from 'kysely';
import type { Tables } from '../../../../db/schema.js';
import type { AgingFilter, AgingPage } from '../../../ports/store.js';
import { handoffFromText } from '../rows/handoff-codec.js';
import { isWithinReach } from './concerns.js';
import { all, sql } from './query.js';
import { ask, type Steps } from './steps.js';

/** Counting further tells nobody more, and costs more the more there is. */
export const mostCounted = 1_000;

/** What is open, by when it is due, through an index in that order; the cursor is the place of the last row. */
export function* aging(filter: AgingFilter): Steps<AgingPage> {
  const rows = yield* ask(pageOf(filter));
  const counted = yield* ask(countOf(filter));
  const page = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? page.at(-1) : undefined;
  return {
    handoffs: page.map((row) => handoffFromText(row.body)),
    cursor: last ? `${last.due_at ?? ''}.${last.id}` : null,
    total: counted.length,
  };
}

function pageOf(filter: AgingFilter) {
  return all(
    () =>
      after(narrowed(filter), filter.cursor)
        .select(['body', 'due_at', 'id'])
        .orderBy('due_at')
        .orderBy('id')
        .limit(filter.limit + 1),
    (row) => row,
  );
}

function countOf(filter: AgingFilter) {
  return all(
    () =>
      narrowed(filter)
        .select('id')
        .limit(mostCounted + 1),
    ({ id }) => id,
  );
}

type Narrowed<Selected> = SelectQueryBuilder<Tables, 'handoffs', Selected>;

/** The conditions are written as constants where a partial index asks for them. */
function narrowed(filter: AgingFilter): Narrowed<unknown> {
  let query: Narrowed<unknown> = sql.selectFrom('handoffs').where('is_open', '=', raw.lit(1));
  if (!filter.within.isAll) query = query.where(isWithinReach(filter.within));
  if (filter.isException) query = query.where('state', '=', raw.lit('exception'));
  if (filter.taskType) query = query.where('task_type', '=', filter.taskType);
  if (filter.person) query = query.where('owner_person', '=', filter.person);
  if (filter.requester) query = query.where('requester', '=', filter.requester);
  if (filter.ownerRoles) query = query.where('owner_role', 'in', filter.ownerRoles);
  if (filter.dueBefore) query = query.where('due_at', '<', filter.dueBefore.getTime());
  return query;
}

/** What is not prepared yet has no time to be due, and comes first. */
function after(query: Narrowed<unknown>, cursor: string | undefined): Narrowed<unknown> {
  const place = /^(?<dueAt>\d*)\.(?<id>[\w-]+)$/.exec(cursor ?? '')?.groups;
  if (!place?.id) return query;
  return query.where(behind({ dueAt: place.dueAt === '' ? null : Number(place.dueAt), id: place.id }));
}

function behind({ dueAt, id }: { readonly dueAt: number | null; readonly id: string }) {
  return ({ or, and, eb }: ExpressionBuilder<Tables, 'handoffs'>) =>
    dueAt === null
      ? or([eb('due_at', 'is not', null), and([eb('due_at', 'is', null), eb('id', '>', id)])])
      : or([eb('due_at', '>', dueAt), and([eb('due_at', '=', dueAt), eb('id', '>', id)])]);
}
