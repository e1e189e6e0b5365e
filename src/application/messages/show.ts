import type { Handoff } from '../../domain/handoff/handoff.js';
import { type PersonId, personId } from '../../domain/ids.js';
import { mayBeShown } from '../../domain/people/authority.js';
import type { Charters } from '../../ports/charters.js';
import type { Clock } from '../../ports/clock.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { People } from '../../ports/people.js';
import type { Place, Slack } from '../../ports/slack.js';
import type { Card, Store, Surface } from '../../ports/store.js';
import { done, type EffectOutcome, later, type Perform } from '../effect-outcome.js';
import { delivering, deliverOnce, isDeliveryFault } from './deliver-once.js';
import { shownNow } from './recipient.js';

export interface ShowDeps {
  readonly store: Store;
  readonly slack: Slack;
  readonly dispatch: Dispatch;
  readonly people: People;
  readonly charters: Charters;
  readonly clock: Clock;
}

/** The card of a handoff: posted once, afterwards brought up to date from the stored handoff. */
export const createShowCard = (deps: ShowDeps): Perform => createShow(deps, 'card');

/** The message in the exceptions channel, likewise. */
export const createShowException = (deps: ShowDeps): Perform => createShow(deps, 'exception');

function createShow(deps: ShowDeps, surface: Surface): Perform {
  return async (item, handoff) => {
    const card = (await deps.store.card(handoff.id, surface)) ?? (await begun(handoff, surface, deps));
    const { key, channel, place } = card;
    const gone = async () => {
      await begun(handoff, surface, deps);
      return later(0);
    };
    const about = { item, handoff, surface, gone };
    const standsAt = async (at: Place) => {
      await update(handoff, { ...card, place: at }, deps);
      return copied(handoff, surface, deps);
    };
    if (place) return delivering(about, deps, () => standsAt(place));
    const post = async () => {
      await posted(handoff, card, deps);
      return copied(handoff, surface, deps);
    };
    return deliverOnce({ ...about, key, where: { channel }, post, found: standsAt }, deps);
  };
}

async function copied(handoff: Handoff, surface: Surface, deps: ShowDeps): Promise<EffectOutcome> {
  if (surface === 'card') await updateCopies(handoff, deps);
  return done;
}

/** The row comes before the message: after a crash the key tells whether it was posted. */
async function begun(handoff: Handoff, surface: Surface, { store, clock }: ShowDeps): Promise<Card> {
  const { channel, exceptionsChannel } = handoff.policy;
  const card: Card = {
    handoffId: handoff.id,
    surface,
    channel: surface === 'card' ? channel : exceptionsChannel,
    place: null,
    key: clock.newId(),
    shownVersion: 0,
  };
  await store.saveCard(card);
  return card;
}

async function posted(handoff: Handoff, card: Card, { slack, store }: ShowDeps): Promise<void> {
  const to = { channel: card.channel, key: card.key };
  const place =
    card.surface === 'card' ? await slack.postCard(handoff, to) : await slack.postException(handoff, to);
  await store.saveCard({ ...card, place, shownVersion: handoff.version });
}

async function update(
  handoff: Handoff,
  card: Card & { readonly place: Place },
  deps: ShowDeps,
): Promise<void> {
  if (card.shownVersion === handoff.version) return;
  if (card.surface === 'card') await deps.slack.updateCard(handoff, card.place);
  else await deps.slack.updateException(handoff, card.place);
  await deps.store.saveCard({ ...card, shownVersion: handoff.version });
}

/** Every private copy tells the truth as well, as long as whoever has it may see it; one that is gone needs none. */
async function updateCopies(handoff: Handoff, deps: ShowDeps): Promise<void> {
  for (const copy of await deps.store.copies(handoff.id)) {
    if (!copy.place || copy.shownVersion === handoff.version) continue;
    try {
      if (mayBeShown(readerOf(copy), handoff, shownNow(deps)))
        await deps.slack.updateCard(handoff, copy.place);
      else await deps.slack.withdraw(copy.place);
    } catch (fault) {
      if (!isDeliveryFault(fault) || fault.kind !== 'gone') throw fault;
    }
    await deps.store.saveCard({ ...copy, shownVersion: handoff.version });
  }
}

const readerOf = ({ surface }: Card): PersonId => personId(surface.slice(surface.indexOf(':') + 1));
