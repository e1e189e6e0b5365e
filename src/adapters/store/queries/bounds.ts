import type Database from 'better-sqlite3';
import type { Selectable } from 'kysely';
import type { SwitchRow } from '../../../../db/schema.js';
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
import type { BoundStore, SwitchOrder } from '../../../ports/bounds.js';
import { each, prepare, sql } from '../sqlite/prepared.js';

/** The same for whoever stands outside the transaction. */
export const boundStore = (bounds: ReturnType<typeof createBounds>): BoundStore => ({
  changedElsewhere: async () => bounds.changedElsewhere(),
  paused: async () => bounds.paused(),
  recordSwitch: async (order) => bounds.record(order),
});

interface Kept {
  paused(): readonly Pause[];
  gather(asked: BoundsAsked): Bounds;
  record(order: SwitchOrder): void;
  changedElsewhere(): boolean;
}

/** What holds the bot back, as the database says: the newest row of a scope tells whether it is paused. */
export const createBounds = (db: Database.Database): Kept => {
  const version = (): unknown => db.pragma('data_version', { simple: true });
  let seen = version();
  const { insert, standing } = statementsOf(db);
  const { nthLatest, began, underWay } = countsOf(db);
  const paused = (): readonly Pause[] => standing.all().map(toPause);
  const nthLatestAt = ({ tool, n, since }: CallsAsked): Date | null => {
    const row = nthLatest.get(tool, since.getTime(), n - 1);
    return row ? new Date(row.started_at) : null;
  };
  const countOf = ({ taskType, since }: ActionsAsked): number =>
    (began.get(taskType, since.getTime())?.n ?? 0) + (underWay.get(taskType)?.n ?? 0);
  return {
    changedElsewhere: () => {
      const before = seen;
      seen = version();
      return seen !== before;
    },
    record: ({ scope, isPaused, by, at, reason }) =>
      void insert.run({ scope, is_paused: Number(isPaused), person: by, at: at.getTime(), reason }),
    gather: (asked) =>
      asked === nothingAsked
        ? nothingGathered
        : {
            paused: asked.isPauseAsked ? paused() : null,
            calls: asked.calls.map((one) => ({ ...one, nthLatestAt: nthLatestAt(one) })),
            actions: asked.actions.map((one) => ({ ...one, count: countOf(one) })),
          },
    paused,
  };
};

const toPause = (row: Pick<Selectable<SwitchRow>, 'scope' | 'person' | 'at' | 'reason'>): Pause => ({
  scope: row.scope as Scope,
  by: personId(row.person),
  since: new Date(row.at),
  reason: row.reason,
});

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

/** Written out, because an index over writes alone serves only a query that names them. */
const countsOf = (db: Database.Database) => ({
  nthLatest: db.prepare<[string, number, number], { started_at: number }>(
    `select started_at from attempts where kind = 'write' and tool = ? and started_at > ?
      order by started_at desc limit 1 offset ?`,
  ),
  /** A second try of a step is the same action. */
  began: db.prepare<[string, number], { n: number }>(
    `select count(*) as n from attempts where kind = 'write' and task_type = ? and started_at > ? and attempt = 1`,
  ),
  /** Granted and not yet begun: they would be counted too late. */
  underWay: db.prepare<[string], { n: number }>(
    `select count(*) as n from handoffs, json_each(body, '$.run.steps') as step
      where is_open = 1 and state = 'executing' and task_type = ? and json_extract(body, '$.run.kind') = 'write'
        and json_extract(step.value, '$.attempt') = 0`,
  ),
});
