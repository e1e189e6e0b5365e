import type { Handoff } from '../../../domain/handoff/handoff.js';
import type { ListFilter } from '../../../ports/store.js';
import { handoffFromText } from '../rows/handoff-codec.js';
import { all, sql } from './query.js';
import { ask, type Steps } from './steps.js';

/** Newest first; the cursor is the place of the last row. */
export function* listHandoffs(
  filter: ListFilter,
): Steps<{ readonly handoffs: readonly Handoff[]; readonly cursor: string | null }> {
  const rows = yield* ask(
    all(
      () => after(narrowed(filter), filter.cursor).limit(filter.limit + 1),
      (row) => row,
    ),
  );
  const page = rows.slice(0, filter.limit);
  const last = rows.length > filter.limit ? page.at(-1) : undefined;
  return {
    handoffs: page.map((row) => handoffFromText(row.body)),
    cursor: last ? `${last.opened_at}.${last.id}` : null,
  };
}

function narrowed(filter: ListFilter) {
  let query = sql
    .selectFrom('handoffs')
    .select(['body', 'opened_at', 'id'])
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc');
  if (filter.states) query = query.where('state', 'in', filter.states);
  if (filter.taskType) query = query.where('task_type', '=', filter.taskType);
  if (filter.ownerRole) query = query.where('owner_role', '=', filter.ownerRole);
  if (filter.person) query = query.where('owner_person', '=', filter.person);
  if (filter.agent) query = query.where('agent', '=', filter.agent);
  return query;
}

function after(query: ReturnType<typeof narrowed>, cursor: string | undefined) {
  const place = /^(?<openedAt>\d+)\.(?<id>.+)$/.exec(cursor ?? '')?.groups;
  if (!place?.openedAt || !place.id) return query;
  const [openedAt, id] = [Number(place.openedAt), place.id];
  return query.where(({ or, and, eb }) =>
    or([eb('opened_at', '<', openedAt), and([eb('opened_at', '=', openedAt), eb('id', '<', id)])]),
  );
}
