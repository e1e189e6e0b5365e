import type { OutboxId } from '../../../ports/store.js';
import { sql, write } from './query.js';
import { ask, type Steps, tell } from './steps.js';

/** What becomes of one item of the outbox. */
export const beginItem = (id: OutboxId): Steps<number> => ask(begin, { id });
export const removeItem = (id: OutboxId): Steps<number> => ask(remove, { id });
export function postponeItem(id: OutboxId, dueAt: Date): Steps<number> {
  return ask(postpone, { id, due_at: dueAt.getTime() });
}
export function holdItem(id: OutboxId, dueAt: Date): Steps<number> {
  return ask(hold, { id, due_at: dueAt.getTime() });
}
export const wakeHeldItems = (now: Date): Steps<number> => ask(wake, { due_at: now.getTime() });
/** Everything that waits is due earlier by this much: the clock went back, and the waits go on as they were. */
export const hastenItems = (byMs: number): Steps<number> => ask(hasten, { by: byMs });
export function queueItemsAnew(ids: readonly OutboxId[], dueAt: Date): Steps<void> {
  return tell(ids.map((id) => ({ query: anew, values: { id, due_at: dueAt.getTime() } })));
}

const begin = write((p) =>
  sql
    .updateTable('outbox')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), is_held: 0 }))
    .where('id', '=', p('id')),
);
const remove = write((p) => sql.deleteFrom('outbox').where('id', '=', p('id')));
const postpone = write((p) =>
  sql
    .updateTable('outbox')
    .set({ due_at: p('due_at') })
    .where('id', '=', p('id')),
);
const hold = write((p) =>
  sql
    .updateTable('outbox')
    .set({ due_at: p('due_at'), queued_at: p('due_at'), attempts: 0, is_held: 1 })
    .where('id', '=', p('id')),
);
const wake = write((p) =>
  sql
    .updateTable('outbox')
    .set({ due_at: p('due_at') })
    .where('is_held', '=', 1),
);
const hasten = write((p) =>
  sql.updateTable('outbox').set((eb) => ({
    due_at: eb('due_at', '-', p('by')),
    queued_at: eb('queued_at', '-', p('by')),
  })),
);
/** As if it had been queued for then: nothing of it was tried. */
const anew = write((p) =>
  sql
    .updateTable('outbox')
    .set({ due_at: p('due_at'), queued_at: p('due_at'), attempts: 0 })
    .where('id', '=', p('id')),
);
