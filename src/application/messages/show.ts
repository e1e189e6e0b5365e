import type { Handoff } from '../../domain/handoff/handoff.js';
import { bot, type PersonId, personId } from '../../domain/ids.js';
import { mayBeShown } from '../../domain/people/authority.js';
import type { Charters } from '../../ports/charters.js';
import type { Clock } from '../../ports/clock.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { People } from '../../ports/people.js';
import type { Place, Slack } from '../../ports/slack.js';
import type { Card, OutboxItem, Store, Surface } from '../../ports/store.js';
import { done, type EffectOutcome, type Perform } from '../effect-outcome.js';
import { afterDeliveryFault, isDeliveryFault } from './delivery.js';
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

const createShow =
  (deps: ShowDeps, surface: Surface): Perform =>
  async (item, handoff) => {
    try {
      const card = (await deps.store.card(handoff.id, surface)) ?? (await begun(handoff, surface, deps));
      if (card.place) await update(handoff, { ...card, place: card.place }, deps);
      else await post(handoff, card, { deps, item });
      if (surface === 'card') await updateCopies(handoff, deps);
      return done;
    } catch (fault) {
      return afterFault(fault, { handoff, surface, item, deps });
    }
  };

/** The row comes before the message: after a crash the key tells whether it was posted. */
const begun = async (handoff: Handoff, surface: Surface, { store, clock }: ShowDeps): Promise<Card> => {
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
};

const post = async (
  handoff: Handoff,
  card: Card,
  { deps, item }: { readonly deps: ShowDeps; readonly item: OutboxItem },
): Promise<void> => {
  const { slack, store } = deps;
  const to = { channel: card.channel, key: card.key };
  const earlier =
    item.attempts > 0 ? await slack.find(card.key, { channel: card.channel, since: item.queuedAt }) : null;
  if (earlier) return update(handoff, { ...card, place: earlier }, deps);
  const place =
    card.surface === 'card' ? await slack.postCard(handoff, to) : await slack.postException(handoff, to);
  await store.saveCard({ ...card, place, shownVersion: handoff.version });
};

const update = async (
  handoff: Handoff,
  card: Card & { readonly place: Place },
  deps: ShowDeps,
): Promise<void> => {
  if (card.shownVersion === handoff.version) return;
  if (card.surface === 'card') await deps.slack.updateCard(handoff, card.place);
  else await deps.slack.updateException(handoff, card.place);
  await deps.store.saveCard({ ...card, shownVersion: handoff.version });
};

/** Every private copy tells the truth as well, as long as whoever has it may see it; one that is gone needs none. */
const updateCopies = async (handoff: Handoff, deps: ShowDeps): Promise<void> => {
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
};

const readerOf = ({ surface }: Card): PersonId => personId(surface.slice(surface.indexOf(':') + 1));

const afterFault = async (
  fault: unknown,
  at: {
    readonly handoff: Handoff;
    readonly surface: Surface;
    readonly item: OutboxItem;
    readonly deps: ShowDeps;
  },
): Promise<EffectOutcome> => {
  const { handoff, surface, item, deps } = at;
  if (!isDeliveryFault(fault)) throw fault;
  if (fault.kind === 'gone') {
    await begun(handoff, surface, deps);
    return { kind: 'later', afterMs: 0 };
  }
  const wait = afterDeliveryFault(fault, item.attempts);
  if (wait) return wait;
  const command = { type: 'report_undeliverable', surface, detail: fault.message } as const;
  await deps.dispatch({ handoffId: handoff.id, command, actor: bot, settles: item.id });
  return done;
};
