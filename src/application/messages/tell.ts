import { backoffMs, done, later, type Perform } from '../effect-outcome.js';
import { afterDeliveryFault, isDeliveryFault } from './delivery.js';
import {
  keepCopy,
  mayBecomeKnown,
  recipientOf,
  type TellDeps,
  type TellOwner,
  unreached,
} from './recipient.js';

/** Writes to the owner privately; when the owning role has nobody, to whoever looks after exceptions. */
export const createTellOwner =
  (deps: TellDeps): Perform<TellOwner> =>
  async (item, handoff) => {
    const { owner, why } = item.effect;
    const person = recipientOf(owner, handoff, deps);
    if (!person && mayBecomeKnown(owner, item, deps)) return later(backoffMs(item.attempts));
    if (!person) return unreached(`Nobody is known in “${owner.role}”.`, { item, handoff, deps });
    const key = `tell-${handoff.id}-${item.id}`;
    try {
      const earlier =
        item.attempts > 0 && (await deps.slack.find(key, { channel: person, since: item.queuedAt }));
      if (earlier) {
        await keepCopy(handoff, { person, key, place: earlier, shownVersion: 0 }, deps);
        return done;
      }
      const card = await deps.store.card(handoff.id, 'card');
      const place = await deps.slack.tell(
        { handoff, why, owner, card: card?.place ?? null },
        { person, key },
      );
      await keepCopy(handoff, { person, key, place, shownVersion: handoff.version }, deps);
      return done;
    } catch (fault) {
      if (!isDeliveryFault(fault)) throw fault;
      return afterDeliveryFault(fault, item.attempts) ?? unreached(fault.message, { item, handoff, deps });
    }
  };
