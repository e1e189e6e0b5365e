import type Database from 'better-sqlite3';
import { sql as raw } from 'kysely';
import type { State } from '../../../domain/handoff/handoff.js';
import { type HandoffId, handoffId } from '../../../domain/ids.js';
import type { OpenCount } from '../../../ports/store.js';
import { prepare, sql } from '../sqlite/prepared.js';

/** Questions over everything that is open; each is answered from an index alone. */
export const createWatch = (db: Database.Database) => {
  const { overdue, unwatched, counts } = statementsOf(db);
  return {
    stuck: (since: Date, limit: number): HandoffId[] => {
      const rows = [...unwatched.all({ limit }), ...overdue.all({ since: since.getTime(), limit })];
      return [...new Set(rows.map(({ id }) => handoffId(id)))].slice(0, limit);
    },
    openCounts: (): OpenCount[] =>
      counts.all().map((row) => ({ taskType: row.task_type, state: row.state as State, count: row.count })),
  };
};

const statementsOf = (db: Database.Database) => ({
  overdue: prepare(db, (p) =>
    sql
      .selectFrom('handoffs')
      .select('id')
      .where('next_check_at', 'is not', null)
      .where('next_check_at', '<', p('since'))
      .orderBy('next_check_at')
      .limit(p('limit')),
  ),
  // Literals, not bound values: SQLite only sees that a partial index fits when it reads the same words.
  unwatched: prepare(db, (p) =>
    sql
      .selectFrom('handoffs')
      .select('id')
      .where(({ eb }) => eb('is_open', '=', eb.lit(1)))
      .where(({ eb, or }) => or([eb('next_check_at', 'is', null), eb('owner_role', '=', noText)]))
      .limit(p('limit')),
  ),
  counts: prepare(db, () =>
    sql
      .selectFrom('handoffs')
      .select(({ fn }) => ['task_type', 'state', fn.countAll<number>().as('count')])
      .where(({ eb }) => eb('is_open', '=', eb.lit(1)))
      .groupBy(['task_type', 'state']),
  ),
});

const noText = raw.lit('');
