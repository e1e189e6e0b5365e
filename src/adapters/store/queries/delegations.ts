import type Database from 'better-sqlite3';
import type { Delegation } from '../../../domain/directory.js';
import { personId } from '../../../domain/ids.js';
import { chainStart } from '../../../domain/log/chain.js';
import type { DelegationChange } from '../../../ports/delegations.js';
import type { createEvents } from '../log/events.js';
import { each, prepare, sql } from '../sqlite/prepared.js';

const workspace_id = 'default';

/** Who lets whom act in their place, each change with its event in the log; the newest row of a person counts. */
export function createDelegations(db: Database.Database, events: ReturnType<typeof createEvents>) {
  const { newest, standing, insert } = statementsOf(db);
  const record = db.transaction(({ event, by, at }: DelegationChange): void => {
    const { from, to, startsAt, endsAt } = event.data;
    const last = newest.first({ from_person: from });
    const n = (last?.n ?? 0) + 1;
    const facts = { workspace_id, handoff_id: subjectOf(from), n, at, actor: by, content_hash: null };
    const head_hash = events.link({ ...facts, ...event }, last?.head_hash ?? chainStart);
    const window = { starts_at: startsAt.getTime(), ends_at: endsAt.getTime() };
    insert.run({ workspace_id, from_person: from, to_person: to, ...window, n, head_hash });
  });
  return {
    record: (change: DelegationChange): void => record.immediate(change),
    standing: (): Delegation[] =>
      standing.all().map((row) => ({
        from: personId(row.from_person),
        to: personId(row.to_person),
        startsAt: new Date(row.starts_at),
        endsAt: new Date(row.ends_at),
      })),
  };
}

/** A chain of its own for each person, beside those of the handoffs. */
function subjectOf(from: string): string {
  return `delegations:${from}`;
}

const columns = [
  'workspace_id',
  'from_person',
  'to_person',
  'starts_at',
  'ends_at',
  'n',
  'head_hash',
] as const;

const statementsOf = (db: Database.Database) => ({
  newest: prepare(db, (p) =>
    sql
      .selectFrom('delegations')
      .select(['n', 'head_hash'])
      .where('from_person', '=', p('from_person'))
      .orderBy('n', 'desc')
      .limit(1),
  ),
  standing: prepare(db, () =>
    sql
      .selectFrom('delegations')
      .select(['from_person', 'to_person', 'starts_at', 'ends_at'])
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('delegations as newest')
          .select(({ fn }) => fn.max('newest.id').as('id'))
          .groupBy('newest.from_person'),
      )
      .orderBy('from_person'),
  ),
  insert: prepare(db, (p) => sql.insertInto('delegations').values(each(p, ...columns))),
});
