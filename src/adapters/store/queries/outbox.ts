import type { Selectable } from 'kysely';
import type { OutboxRow } from '../../../../db/schema.js';
import { delayMsOf, type Effect, isCoalesced, laneOf } from '../../../domain/effect.js';
import type { Handoff } from '../../../domain/handoff/handoff.js';
import { handoffId } from '../../../domain/ids.js';
import type { OutboxId, OutboxItem, OutboxLook, OutboxState } from '../../../ports/store.js';
import { all, each, first, sql, write } from './query.js';
import { ask, type Steps } from './steps.js';

/** Effects that wait to be performed; a row is removed when it is done, so the table stays small. Answers how many. */
export function* queueEffects(effects: readonly Effect[], handoff: Handoff, at: Date): Steps<number> {
  let added = 0;
  for (const effect of effects) {
    const key = { handoff_id: handoff.id, type: effect.type, lane: laneOf(effect, handoff) };
    if (isCoalesced(effect.type) && (yield* ask(waiting, key)) !== null) continue;
    yield* ask(insert, {
      ...key,
      workspace_id: handoff.workspaceId,
      effect_json: JSON.stringify(effect),
      at: at.getTime(),
      due_at: at.getTime() + delayMsOf(effect),
    });
    added += 1;
  }
  return added;
}

export function* lookIntoOutbox(now: Date, busy: ReadonlySet<string>): Steps<OutboxLook> {
  const rows = firstOfEach(yield* ask(heads)).filter((row) => !busy.has(row.lane));
  const next = rows.find((row) => row.due_at > now.getTime());
  return {
    due: rows.filter((row) => row.due_at <= now.getTime()).map(toItem),
    nextAt: next ? new Date(next.due_at) : null,
  };
}

export function* isQueued(id: OutboxId): Steps<boolean> {
  return (yield* ask(exists, { id })) !== null;
}

export const itemsInLane = (lane: string): Steps<OutboxItem[]> => ask(ofLane, { lane });

export function* outboxState(): Steps<OutboxState> {
  return (yield* ask(state)) ?? { waiting: 0, oldestQueuedAt: null };
}

/** What is held lets the others of its lane pass: nothing of it is under way. */
function firstOfEach(rows: readonly Selectable<OutboxRow>[]): Selectable<OutboxRow>[] {
  const going = new Set(rows.filter((row) => !row.is_held).map(({ lane }) => lane));
  return rows.filter((row) => !row.is_held || !going.has(row.lane));
}

function toItem(row: Selectable<OutboxRow>): OutboxItem {
  return {
    id: row.id,
    handoffId: handoffId(row.handoff_id),
    effect: JSON.parse(row.effect_json) as Effect,
    lane: row.lane,
    dueAt: new Date(row.due_at),
    attempts: row.attempts,
    queuedAt: new Date(row.queued_at),
  };
}

const insert = write((p) =>
  sql.insertInto('outbox').values({
    ...each(p, 'workspace_id', 'handoff_id', 'type', 'effect_json', 'lane', 'due_at'),
    queued_at: p('at'),
    attempts: 0,
    is_held: 0,
  }),
);
const waiting = first(
  (p) =>
    sql
      .selectFrom('outbox')
      .select('id')
      .where('handoff_id', '=', p('handoff_id'))
      .where('type', '=', p('type'))
      .where('lane', '=', p('lane'))
      .where('attempts', '=', 0)
      .limit(1),
  ({ id }) => id,
);
const exists = first(
  (p) => sql.selectFrom('outbox').select('id').where('id', '=', p('id')),
  ({ id }) => id,
);
/** The oldest row of every lane, and the oldest of those that are held, by when they are due. */
const heads = all(
  () =>
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
  (row) => row,
);
const ofLane = all(
  (p) => sql.selectFrom('outbox').selectAll().where('lane', '=', p('lane')).orderBy('id'),
  toItem,
);
const state = first(
  () =>
    sql
      .selectFrom('outbox')
      .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.min('queued_at').as('oldest')]),
  ({ waiting: count, oldest }): OutboxState => ({
    waiting: count,
    oldestQueuedAt: oldest === null ? null : new Date(oldest),
  }),
);
