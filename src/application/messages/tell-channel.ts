import type { Effect } from '../../domain/effect.js';
import { bot } from '../../domain/ids.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { Slack } from '../../ports/slack.js';
import type { Store } from '../../ports/store.js';
import { done, type Perform } from '../effect-outcome.js';
import { afterDeliveryFault, isDeliveryFault } from './delivery.js';

export interface TellChannelDeps {
  readonly store: Store;
  readonly slack: Slack;
  readonly dispatch: Dispatch;
}

/** Tells a channel of the ladder that this waits. */
export const createTellChannel =
  ({ store, slack, dispatch }: TellChannelDeps): Perform<Effect & { readonly type: 'tell-channel' }> =>
  async (item, handoff) => {
    const { channel, event } = item.effect;
    const key = `told-${handoff.id}-${event}`;
    try {
      const earlier = item.attempts > 0 && (await slack.find(key, { channel, since: item.queuedAt }));
      if (earlier) return done;
      const card = await store.card(handoff.id, 'card');
      await slack.postNotice({ handoff, card: card?.place ?? null }, { channel, key });
      return done;
    } catch (fault) {
      if (!isDeliveryFault(fault)) throw fault;
      const wait = afterDeliveryFault(fault, item.attempts);
      if (wait) return wait;
      const command = { type: 'report_undeliverable', surface: 'channel', detail: fault.message } as const;
      await dispatch({ handoffId: handoff.id, command, actor: bot, settles: item.id });
      return done;
    }
  };
