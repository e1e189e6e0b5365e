import type { Effect } from '../../domain/effect.js';
import type { Store } from '../../ports/store.js';
import { done, type Perform } from '../effect-outcome.js';
import { type DeliveryDeps, deliverOnce } from '../messages/deliver-once.js';

export interface TellChannelDeps extends DeliveryDeps {
  readonly store: Store;
}

/** Tells a channel of the ladder that this waits. */
export function createTellChannel(
  deps: TellChannelDeps,
): Perform<Effect & { readonly type: 'tell-channel' }> {
  return (item, handoff) => {
    const { channel, event } = item.effect;
    const key = `told-${handoff.id}-${event}`;
    const post = async () => {
      const card = await deps.store.card(handoff.id, 'card');
      await deps.slack.postNotice({ handoff, card: card?.place ?? null }, { channel, key });
      return done;
    };
    return deliverOnce({ item, handoff, key, where: { channel }, surface: 'channel', post }, deps);
  };
}
