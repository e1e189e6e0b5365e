import { unbounded } from '../../domain/bounds.js';
import type { Command, Verb } from '../../domain/command.js';
import type { Context } from '../../domain/context.js';
import type { Handoff } from '../../domain/handoff/handoff.js';
import { type HandoffId, type PersonId, person, personId } from '../../domain/ids.js';
import { type Refusal, refusal, sentence } from '../../domain/refusal.js';
import type { Charters } from '../../ports/charters.js';
import type { Clock } from '../../ports/clock.js';
import type { Delegations } from '../../ports/delegations.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { Examine } from '../../ports/finding.js';
import type { Log } from '../../ports/log.js';
import type { Queries } from '../../ports/queries.js';
import type { Place, Slack } from '../../ports/slack.js';
import type { Changed, Store } from '../../ports/store.js';
import type { Switch } from '../../ports/switch.js';
import { decodeSeen, type SeenCard } from './action-ids.js';
import type { SlackPeople } from './directory/people.js';
import { insteadOf, isAt, isElsewhere, placesOf } from './message-refs.js';

/** What the listeners work with. */
export interface Desk {
  readonly dispatch: Dispatch;
  readonly queries: Queries;
  readonly store: Store;
  readonly charters: Charters;
  readonly people: SlackPeople;
  readonly slack: Slack;
  readonly examine: Examine;
  readonly clock: Clock;
  readonly log: Log;
  readonly switchOver: Switch;
  /** Brings the messages of a channel up to date that could not be. */
  readonly showAgain: (channel: string) => Promise<void>;
  readonly delegations: Delegations;
}

/** A person acting on a card. */
export interface Act {
  readonly who: string;
  readonly seen: SeenCard;
}
export type Answer = Exclude<Changed, { kind: 'settled' }>;

export const brokenCard = 'I do not recognise this button. Please use the newest card.';
/** Two presses of one button within this time are one wish. */
const echoMs = 10_000;

export function readAct(who: string, value: unknown): Act | null {
  const seen = decodeSeen(value);
  return seen && { who, seen };
}

/** As `readAct`, and whether the message that was pressed still stands for the handoff. */
export async function readPress(
  desk: Desk,
  who: string,
  pressed: { readonly value: unknown; readonly at: Place | null },
): Promise<Act | null> {
  const meant = readAct(who, pressed.value);
  if (!meant || !pressed.at) return meant;
  const places = await placesOf(desk.store, meant.seen.id);
  return { who, seen: { ...meant.seen, isElsewhere: isElsewhere(places, pressed.at) } };
}

export async function act(desk: Desk, { who, seen }: Act, command: Command): Promise<Answer> {
  await desk.people.meet(who);
  return desk.dispatch({ handoffId: seen.id, command, actor: person(personId(who)) });
}

/** The sentence for the person, or null when there is nothing to say. */
export function answerFor(answer: Answer, who: string, now: Date): string | null {
  if (answer.kind !== 'refused') return null;
  const decision = answer.handoff?.consent.decision;
  const isEcho =
    answer.refusal.code === 'already_voted' ||
    (decision?.by.some((by) => by === who) && now.getTime() - decision.at.getTime() < echoMs);
  if (isEcho && answer.refusal.code !== 'already_voted') return null;
  if (answer.refusal.code === 'already_decided' && decision)
    return sentence({ ...answer.refusal, detail: decision.by.map((by) => `<@${by}>`).join(' and ') });
  return sentence(answer.refusal);
}

/** Whoever asks, known as freshly as can be. */
export async function asker(desk: Desk, who: string): Promise<PersonId> {
  await desk.people.meet(who);
  return personId(who);
}

/** The stored handoff for a modal, or why this person gets none. */
export async function mayOpen(desk: Desk, meant: Act, verb: Verb): Promise<Handoff | Refusal> {
  const answer = await act(desk, meant, { type: 'open', verb, seen: meant.seen });
  if (answer.kind === 'refused') return answer.refusal;
  return answer.kind === 'key_reused' ? refusal('not_found') : answer.handoff;
}

export function contextOf(desk: Desk, who: string): Context {
  return {
    actor: person(personId(who)),
    now: desk.clock.now(),
    charter: desk.charters.current(),
    directory: desk.people.directory(),
    bounds: unbounded,
  };
}

/** Brings the very message that was pressed up to date, whichever it is; one that no longer counts leads to the newest. */
export async function repair(desk: Desk, id: HandoffId, at: Place): Promise<void> {
  const handoff = await desk.store.handoff(id);
  if (!handoff) return;
  const places = await placesOf(desk.store, id);
  if (isElsewhere(places, at)) await desk.slack.retire(handoff, at, insteadOf(places, at));
  else if (isAt(places.exception, at)) await desk.slack.updateException(handoff, at);
  else await desk.slack.updateCard(handoff, at);
}
