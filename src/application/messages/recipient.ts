import type { Context } from '../../domain/context.js';
import { membersOf } from '../../domain/directory.js';
import type { Effect } from '../../domain/effect.js';
import type { Handoff, Owner } from '../../domain/handoff/handoff.js';
import type { PersonId } from '../../domain/ids.js';
import { mayBeShown } from '../../domain/people/authority.js';
import type { Charters } from '../../ports/charters.js';
import type { Clock } from '../../ports/clock.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { People } from '../../ports/people.js';
import type { Place, Slack } from '../../ports/slack.js';
import type { OutboxItem, Store } from '../../ports/store.js';
import { isDeliveryFault } from './deliver-once.js';

export interface TellDeps {
  readonly store: Store;
  readonly slack: Slack;
  readonly people: People;
  readonly charters: Charters;
  readonly clock: Clock;
  readonly dispatch: Dispatch;
}

export type TellOwner = Effect & { readonly type: 'tell-owner' };

/** The message is brought up to date with the card, and a button on an older one no longer counts. */
export async function keepCopy(
  handoff: Handoff,
  told: Told,
  { store, slack }: Pick<TellDeps, 'store' | 'slack'>,
): Promise<void> {
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
}

interface Told {
  readonly person: PersonId;
  readonly key: string;
  readonly place: Place;
  /** 0 when it is not known which version that was. */
  readonly shownVersion: number;
}

/** People and groups that cannot be read just now are worth some waiting; an empty group is not. */
const patientAttempts = 10;
export function mayBecomeKnown(
  { role, person }: Owner,
  { attempts }: OutboxItem,
  { people }: TellDeps,
): boolean {
  const directory = people.directory();
  const isUnknown = person !== null && directory.people[person] === undefined;
  return attempts < patientAttempts && (isUnknown || directory.roles[role]?.known !== true);
}

/** Whoever is meant, or else the first of the team and of those who look after exceptions, who may see it at all. */
export function recipientOf({ role, person }: Owner, handoff: Handoff, deps: TellDeps): PersonId | null {
  const context = shownNow(deps);
  const { directory } = context;
  const others = [role, handoff.policy.exceptionsOwner].flatMap((one) => membersOf(directory, one));
  const isMeantKnown = person === null || directory.people[person] !== undefined;
  return (
    [...(person ? [person] : []), ...(isMeantKnown ? others : [])].find((one) =>
      mayBeShown(one, handoff, context),
    ) ?? null
  );
}

/** What decides who may be shown something at this moment. */
export function shownNow({
  charters,
  people,
  clock,
}: Pick<TellDeps, 'charters' | 'people' | 'clock'>): Pick<Context, 'charter' | 'directory' | 'now'> {
  return {
    charter: charters.current(),
    directory: people.directory(),
    now: clock.now(),
  };
}
