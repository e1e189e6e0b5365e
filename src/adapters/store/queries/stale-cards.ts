import { findHandoff } from './handoffs.js';
import { queueEffects } from './outbox.js';
import { all, sql } from './query.js';
import { ask, type Steps } from './steps.js';

/** Queues an update of every message in a channel that shows an earlier version; answers with how many. */
export function* queueStaleCards(channel: string, at: Date): Steps<number> {
  let queued = 0;
  for (const { handoff_id, surface } of yield* ask(stale, { channel })) {
    const stored = yield* findHandoff(handoff_id);
    const type = surface === 'card' ? 'show-card' : 'show-exception';
    if (stored) queued += yield* queueEffects([{ type }], stored.handoff, at);
  }
  return queued;
}

const stale = all(
  (p) =>
    sql
      .selectFrom('cards')
      .innerJoin('handoffs', 'handoffs.id', 'cards.handoff_id')
      .select(['cards.handoff_id', 'cards.surface'])
      .where('cards.place_channel', '=', p('channel'))
      .where('cards.surface', 'in', ['card', 'exception'])
      .whereRef('cards.shown_version', '<', 'handoffs.version'),
  (row) => row,
);
