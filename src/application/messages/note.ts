import type { Effect } from '../../domain/effect.js';
import type { Slack } from '../../ports/slack.js';
import type { Store } from '../../ports/store.js';
import { done, type Perform } from '../effect-outcome.js';
import { afterDeliveryFault, isDeliveryFault } from './delivery.js';

export interface NoteDeps {
  readonly store: Store;
  readonly slack: Slack;
}

/** Tells the thread of the card what happened. A handoff whose card could not be shown has no thread. */
export const createAddNote =
  ({ store, slack }: NoteDeps): Perform<Effect & { readonly type: 'add-note' }> =>
  async (item, handoff) => {
    const card = await store.card(handoff.id, 'card');
    const happened = (await store.events(handoff.id)).find((event) => event.n === item.effect.event);
    if (!card?.place || !happened) return done;
    const key = `note-${handoff.id}-${item.effect.event}`;
    try {
      const where = { channel: card.place.channel, since: item.queuedAt, thread: card.place };
      const earlier = item.attempts > 0 && (await slack.find(key, where));
      if (!earlier) await slack.postNote({ handoff, happened }, { thread: card.place, key });
      return done;
    } catch (fault) {
      if (!isDeliveryFault(fault)) throw fault;
      return afterDeliveryFault(fault, item.attempts) ?? done;
    }
  };
