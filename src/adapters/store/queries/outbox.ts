import type Database from 'better-sqlite3';
import type { Selectable } from 'kysely';
import type { OutboxRow as Row } from '../../../../db/schema.js';
import { delayMsOf, type Effect, isCoalesced, laneOf } from '../../../domain/effect.js';
import type { Handoff } from '../../../domain/handoff/handoff.js';
import { handoffId } from '../../../domain/ids.js';
import type { OutboxId, OutboxItem, OutboxLook } from '../../../ports/store.js';
import { each, prepare, sql } from '../sqlite/prepared.js';

/** Effects that wait to be performed; a row is removed when it is done, so the table stays small. */
export const createOutboxRows = (db: Database.Database) => {
  const { insert, waiting, exists, remove, begin, postpone, anew, hold, wake, heads, ofLane, state } =
    statementsOf(db);

  return {
    exists: (id: OutboxId): boolean => exists.first({ id }) !== undefined,
    remove: (id: OutboxId): void => void remove.run({ id }),
    begin: (id: OutboxId): void => void begin.run({ id }),
    postpone: (id: OutboxId, dueAt: Date): void => void postpone.run({ id, due_at: dueAt.getTime() }),
    hold: (id: OutboxId, dueAt: Date): void => void hold.run({ id, due_at: dueAt.getTime() }),
    wake: (now: Date): void => void wake.run({ due_at: now.getTime() }),
    /** Returns how many rows were added. */
    queue: (effects: readonly Effect[], handoff: Handoff, at: Date): number => {
      let added = 0;
      for (const effect of effects) {
        const key = { handoff_id: handoff.id, type: effect.type, lane: laneOf(effect, handoff) };
        if (isCoalesced(effect.type) && waiting.first(key)) continue;
        insert.run({
          ...key,
          workspace_id: handoff.workspaceId,
          effect_json: JSON.stringify(effect),
          at: at.getTime(),
          due_at: at.getTime() + delayMsOf(effect),
        });
        added += 1;
      }
      return added;
    },
    look: (now: Date, busy: ReadonlySet<string>): OutboxLook => {
      const rows = firstOfEach(heads.all()).filter((row) => !busy.has(row.lane));
      const next = rows.find((row) => row.due_at > now.getTime());
      return {
        due: rows.filter((row) => row.due_at <= now.getTime()).map(toItem),
        nextAt: next ? new Date(next.due_at) : null,
      };
    },
    inLane: (lane: string): OutboxItem[] => ofLane.all({ lane }).map(toItem),
    anew: (ids: readonly OutboxId[], dueAt: Date): void => {
      for (const id of ids) anew.run({ id, due_at: dueAt.getTime() });
    },
    state: () => {
      const row = state.first();
      return {
        waiting: row?.waiting ?? 0,
        oldestQueuedAt: row?.oldest == null ? null : new Date(row.oldest),
      };
    },
  };
};

type OutboxRow = Selectable<Row>;

/** What is held lets the others of its lane pass: nothing of it is under way. */
const firstOfEach = (rows: readonly OutboxRow[]): OutboxRow[] => {
  const going = new Set(rows.filter((row) => !row.is_held).map(({ lane }) => lane));
  return rows.filter((row) => !row.is_held || !going.has(row.lane));
};

const toItem = (row: OutboxRow): OutboxItem => ({
  id: row.id,
  handoffId: handoffId(row.handoff_id),
  effect: JSON.parse(row.effect_json) as Effect,
  lane: row.lane,
  dueAt: new Date(row.due_at),
  attempts: row.attempts,
  queuedAt: new Date(row.queued_at),
});

const statementsOf = (db: Database.Database) => ({ ...writesOf(db), ...readsOf(db) });

const writesOf = (db: Database.Database) => ({
  insert: prepare(db, (p) =>
    sql.insertInto('outbox').values({
      ...each(p, ...outboxColumns),
      queued_at: p('at'),
      due_at: p('due_at'),
      attempts: 0,
      is_held: 0,
    }),
  ),
  remove: prepare(db, (p) => sql.deleteFrom('outbox').where('id', '=', p('id'))),
  begin: prepare(db, (p) =>
    sql
      .updateTable('outbox')
      .set((eb) => ({ attempts: eb('attempts', '+', 1), is_held: 0 }))
      .where('id', '=', p('id')),
  ),
  /** As if it had been queued for then: nothing of it was tried. */
  anew: prepare(db, (p) =>
    sql
      .updateTable('outbox')
      .set({ due_at: p('due_at'), queued_at: p('due_at'), attempts: 0 })
      .where('id', '=', p('id')),
  ),
  postpone: prepare(db, (p) =>
    sql
      .updateTable('outbox')
      .set({ due_at: p('due_at') })
      .where('id', '=', p('id')),
  ),
  hold: prepare(db, (p) =>
    sql
      .updateTable('outbox')
      .set({ due_at: p('due_at'), queued_at: p('due_at'), attempts: 0, is_held: 1 })
      .where('id', '=', p('id')),
  ),
  wake: prepare(db, (p) =>
    sql
      .updateTable('outbox')
      .set({ due_at: p('due_at') })
      .where('is_held', '=', 1),
  ),
});

const readsOf = (db: Database.Database) => ({
  waiting: prepare(db, (p) =>
    sql
      .selectFrom('outbox')
      .select('id')
      .where('handoff_id', '=', p('handoff_id'))
      .where('type', '=', p('type'))
      .where('lane', '=', p('lane'))
      .where('attempts', '=', 0)
      .limit(1),
  ),
  exists: prepare(db, (p) => sql.selectFrom('outbox').select('id').where('id', '=', p('id'))),
  /** The oldest row of every lane, and the oldest of those that are held, by when they are due. */
  heads: prepare(db, () =>
    sql
      .selectFrom('outbox')
      .selectAll()
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('outbox as head')
          .select(({ fn }) => fn.min('head.id').as('id'))
          .groupBy(['head.lane', 'head.is_held']),
      )
      .orderBy('due_at'),
  ),
  ofLane: prepare(db, (p) =>
    sql.selectFrom('outbox').selectAll().where('lane', '=', p('lane')).orderBy('id'),
  ),
  state: prepare(db, () =>
    sql
      .selectFrom('outbox')
      .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.min('queued_at').as('oldest')]),
  ),
});

const outboxColumns = ['workspace_id', 'handoff_id', 'type', 'effect_json', 'lane'] as const;
