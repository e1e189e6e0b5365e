import { backoffMs, done, later, type Perform } from '../effect-outcome.js';
import { deliverOnce, reportUndelivered } from '../messages/deliver-once.js';
import {
  keepCopy,
  mayBecomeKnown,
  recipientOf,
  type TellDeps,
  type TellOwner,
} from '../messages/recipient.js';

/** Writes to the owner privately; when the owning role has nobody, to whoever looks after exceptions. */
export function createTellOwner(deps: TellDeps): Perform<TellOwner> {
  return async (item, handoff) => {
    const { owner, why } = item.effect;
    const person = recipientOf(owner, handoff, deps);
    const about = { item, handoff, surface: 'owner' };
    if (!person && mayBecomeKnown(owner, item, deps)) return later(backoffMs(item.attempts));
    if (!person) return reportUndelivered(about, `Nobody is known in “${owner.role}”.`, deps);
    const key = `tell-${handoff.id}-${item.id}`;
    return deliverOnce(
      {
        ...about,
        key,
        where: { channel: person },
        post: async () => {
          const card = (await deps.store.card(handoff.id, 'card'))?.place ?? null;
          const place = await deps.slack.tell({ handoff, why, owner, card }, { person, key });
          await keepCopy(handoff, { person, key, place, shownVersion: handoff.version }, deps);
          return done;
        },
        found: async (place) => {
          await keepCopy(handoff, { person, key, place, shownVersion: 0 }, deps);
          return done;
        },
      },
      deps,
    );
  };
}
