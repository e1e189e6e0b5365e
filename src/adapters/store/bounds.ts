import type Database from 'better-sqlite3';
import type { Bounds, Pause, Scope } from '../../domain/bounds.js';
import { personId } from '../../domain/ids.js';
import type { BoundStore, SwitchOrder } from '../../ports/bounds.js';
import { each, prepare, sql } from './prepared.js';

/** The same for whoever stands outside the transaction. */
export const boundStore = (bounds: ReturnType<typeof createBounds>): BoundStore => ({
  paused: async () => bounds.paused(),
  recordSwitch: async (order) => bounds.record(order),
});

/** What holds the bot back, as the database says: the newest row of a scope tells whether it is paused. */
export const createBounds = (db: Database.Database): Bounds & { record(order: SwitchOrder): void } => {
  const { insert, standing } = statementsOf(db);
  return {
    record: ({ scope, isPaused, by, at, reason }) =>
      void insert.run({ scope, is_paused: Number(isPaused), person: by, at: at.getTime(), reason }),
    paused: () =>
      standing.all().map(
        ({ scope, person, at, reason }): Pause => ({
          scope: scope as Scope,
          by: personId(person),
          since: new Date(at),
          reason,
        }),
      ),
  };
};

const statementsOf = (db: Database.Database) => ({
  insert: prepare(db, (p) =>
    sql
      .insertInto('switches')
      .values({ ...each(p, 'scope', 'is_paused', 'person', 'at', 'reason'), workspace_id: 'default' }),
  ),
  standing: prepare(db, () =>
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
  ),
});
