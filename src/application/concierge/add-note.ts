import type { Effect } from '../../domain/effect.js';
import type { Store } from '../../ports/store.js';
import { done, type Perform } from '../effect-outcome.js';
import { type DeliveryDeps, deliverOnce } from '../messages/deliver-once.js';

export interface NoteDeps extends DeliveryDeps {
  readonly store: Store;
}

/** Tells the thread of the card what happened. A handoff whose card could not be shown has no thread. */
export function createAddNote(deps: NoteDeps): Perform<Effect & { readonly type: 'add-note' }> {
  return async (item, handoff) => {
    const { event } = item.effect;
    const thread = (await deps.store.card(handoff.id, 'card'))?.place;
    const happened = (await deps.store.events(handoff.id)).find(({ n }) => n === event);
    if (!thread || !happened) return done;
    const key = `note-${handoff.id}-${event}`;
    const where = { channel: thread.channel, thread };
    const post = async () => {
      await deps.slack.postNote({ handoff, happened }, { thread, key });
      return done;
    };
    return deliverOnce({ item, handoff, key, where, surface: 'thread', post }, deps);
  };
}
