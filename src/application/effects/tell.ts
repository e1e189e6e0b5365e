import { membersOf } from '../../domain/directory.js';
import type { Effect } from '../../domain/effect.js';
import type { Handoff } from '../../domain/handoff.js';
import { bot, type PersonId } from '../../domain/ids.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { People } from '../../ports/people.js';
import type { Slack } from '../../ports/slack.js';
import type { OutboxItem, Store } from '../../ports/store.js';
import { afterDeliveryFault, isDeliveryFault } from '../delivery.js';
import { done, type EffectOutcome, later, type Perform } from '../effect-outcome.js';
import { backoffMs } from '../outbox.js';

export interface TellDeps {
  readonly store: Store;
  readonly slack: Slack;
  readonly people: People;
  readonly dispatch: Dispatch;
}

type TellOwner = Effect & { readonly type: 'tell-owner' };

/** Writes to the owner privately; when the owning role has nobody, to whoever looks after exceptions. */
export const createTellOwner =
  (deps: TellDeps): Perform<TellOwner> =>
  async (item, handoff) => {
    const { owner, why } = item.effect;
    const person = owner.person ?? someoneOf([owner.role, handoff.policy.exceptionsOwner], deps);
    if (!person && mayBecomeKnown(owner.role, item, deps)) return later(backoffMs(item.attempts));
    if (!person) return unreached(`Nobody is known in “${owner.role}”.`, { item, handoff, deps });
    const key = `tell-${handoff.id}-${item.id}`;
    try {
      const earlier =
        item.attempts > 0 && (await deps.slack.find(key, { channel: person, since: item.queuedAt }));
      if (earlier) return done;
      const card = await deps.store.card(handoff.id, 'card');
      await deps.slack.tell({ handoff, why, owner, card: card?.place ?? null }, { person, key });
      return done;
    } catch (fault) {
      if (!isDeliveryFault(fault)) throw fault;
      return afterDeliveryFault(fault, item.attempts) ?? unreached(fault.message, { item, handoff, deps });
    }
  };

/** Groups that cannot be read just now are worth some waiting; an empty one is not. */
const patientAttempts = 10;
const mayBecomeKnown = (role: string, { attempts }: OutboxItem, { people }: TellDeps): boolean =>
  attempts < patientAttempts && people.directory().roles[role]?.known !== true;

const someoneOf = (roles: readonly string[], { people }: TellDeps): PersonId | null => {
  const directory = people.directory();
  return roles.flatMap((role) => membersOf(directory, role))[0] ?? null;
};

const unreached = async (
  detail: string,
  at: { readonly item: OutboxItem; readonly handoff: Handoff; readonly deps: TellDeps },
): Promise<EffectOutcome> => {
  const command = { type: 'report_undeliverable', surface: 'owner', detail } as const;
  await at.deps.dispatch({ handoffId: at.handoff.id, command, actor: bot, settles: at.item.id });
  return done;
};
