import { sql as raw } from 'kysely';
import type { State } from '../../../domain/handoff/handoff.js';
import { type HandoffId, handoffId } from '../../../domain/ids.js';
import type { OpenCount } from '../../../ports/store.js';
import { all, sql } from './query.js';
import { ask, type Steps } from './steps.js';

/** Questions over everything that is open; each is answered from an index alone. */
export function* stuckHandoffs(since: Date, limit: number): Steps<HandoffId[]> {
  const unlooked = yield* ask(unwatched, { limit });
  const late = yield* ask(overdue, { since: since.getTime(), limit });
  return [...new Set([...unlooked, ...late])].slice(0, limit);
}

export const countOpen = (): Steps<OpenCount[]> => ask(counts);

const overdue = all(
  (p) =>
    sql
      .selectFrom('handoffs')
      .select('id')
      .where('next_check_at', 'is not', null)
      .where('next_check_at', '<', p('since'))
      .orderBy('next_check_at')
      .limit(p('limit')),
  ({ id }) => handoffId(id),
);
// Literals, not bound values: SQLite only sees that a partial index fits when it reads the same words.
const unwatched = all(
  (p) =>
    sql
      .selectFrom('handoffs')
      .select('id')
      .where(({ eb }) => eb('is_open', '=', eb.lit(1)))
      .where(({ eb, or }) => or([eb('next_check_at', 'is', null), eb('owner_role', '=', raw.lit(''))]))
      .limit(p('limit')),
  ({ id }) => handoffId(id),
);
const counts = all(
  () =>
    sql
      .selectFrom('handoffs')
      .select(({ fn }) => ['task_type', 'state', fn.countAll<number>().as('count')])
      .where(({ eb }) => eb('is_open', '=', eb.lit(1)))
      .groupBy(['task_type', 'state']),
  (row): OpenCount => ({ taskType: row.task_type, state: row.state as State, count: row.count }),
);
