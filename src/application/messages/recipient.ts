import { membersOf } from '../../domain/directory.js';
import type { Effect } from '../../domain/effect.js';
import type { Handoff } from '../../domain/handoff/handoff.js';
import { bot, type PersonId } from '../../domain/ids.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { People } from '../../ports/people.js';
import type { Place, Slack } from '../../ports/slack.js';
import type { OutboxItem, Store } from '../../ports/store.js';
import { done, type EffectOutcome } from '../effect-outcome.js';
import { isDeliveryFault } from './delivery.js';

export interface TellDeps {
  readonly store: Store;
  readonly slack: Slack;
  readonly people: People;
  readonly dispatch: Dispatch;
}

export type TellOwner = Effect & { readonly type: 'tell-owner' };

/** The message is brought up to date with the card, and a button on an older one no longer counts. */
export const keepCopy = async (
  handoff: Handoff,
  told: Told,
  { store, slack }: Pick<TellDeps, 'store' | 'slack'>,
): Promise<void> => {
  const { person, place, ...shown } = told;
  const surface = `private:${person}` as const;
  const before = await store.card(handoff.id, surface);
  await store.saveCard({ handoffId: handoff.id, surface, channel: place.channel, place, ...shown });
  if (!before?.place || before.place.ts === place.ts) return;
  try {
    await slack.retire(handoff, before.place, place);
  } catch (fault) {
    // Its buttons are dead already, and a press on one of them tries this again.
    if (!isDeliveryFault(fault)) throw fault;
  }
};

interface Told {
  readonly person: PersonId;
  readonly key: string;
  readonly place: Place;
  /** 0 when it is not known which version that was. */
  readonly shownVersion: number;
}

/** Groups that cannot be read just now are worth some waiting; an empty one is not. */
const patientAttempts = 10;
export const mayBecomeKnown = (role: string, { attempts }: OutboxItem, { people }: TellDeps): boolean =>
  attempts < patientAttempts && people.directory().roles[role]?.known !== true;

export const someoneOf = (roles: readonly string[], { people }: TellDeps): PersonId | null => {
  const directory = people.directory();
  return roles.flatMap((role) => membersOf(directory, role))[0] ?? null;
};

export const unreached = async (
  detail: string,
  at: { readonly item: OutboxItem; readonly handoff: Handoff; readonly deps: TellDeps },
): Promise<EffectOutcome> => {
  const command = { type: 'report_undeliverable', surface: 'owner', detail } as const;
  await at.deps.dispatch({ handoffId: at.handoff.id, command, actor: bot, settles: at.item.id });
  return done;
};
