import type { TellWhy } from '../domain/effect.js';
import type { Handoff, Owner } from '../domain/handoff/handoff.js';
import type { PersonId } from '../domain/ids.js';
import type { Happened } from '../domain/log/event.js';

/** Where a message stands. */
export interface Place {
  readonly channel: string;
  readonly ts: string;
}

/**
 * The chat workspace, in words of handoffs and people. Every call is made once: retries belong to the outbox.
 * `key` names the message (it travels as metadata), so that after a lost reply `find` tells whether it arrived.
 */
export interface Slack {
  postCard(handoff: Handoff, to: { readonly channel: string; readonly key: string }): Promise<Place>;
  updateCard(handoff: Handoff, at: Place): Promise<void>;
  postException(handoff: Handoff, to: { readonly channel: string; readonly key: string }): Promise<Place>;
  updateException(handoff: Handoff, at: Place): Promise<void>;
  /** Says on a message that it no longer counts, and where to look instead. */
  retire(handoff: Handoff, at: Place, instead: Place | null): Promise<void>;
  /** Leaves nothing of what a message showed, because whoever has it may not see it any more. */
  withdraw(at: Place): Promise<void>;
  postNote(note: Note, to: { readonly thread: Place; readonly key: string }): Promise<Place>;
  /** Tells a channel that a handoff waits; `card` is where its card stands. */
  postNotice(
    about: { readonly handoff: Handoff; readonly card: Place | null },
    to: { readonly channel: string; readonly key: string },
  ): Promise<Place>;
  /** A private message. */
  tell(message: PrivateMessage, to: { readonly person: PersonId; readonly key: string }): Promise<Place>;
  /** Many reminders as one message, the most urgent first. */
  tellMany(
    reminders: readonly Reminder[],
    to: { readonly person: PersonId; readonly key: string },
  ): Promise<Place>;
  /** The message with this key, posted after `since`; null when there is none. A channel may be a person's id. */
  find(key: string, where: Whereabouts): Promise<Place | null>;
}

export interface Whereabouts {
  readonly channel: string;
  readonly since: Date;
  /** Given for a reply: the message that its thread hangs on. */
  readonly thread?: Place;
}

export interface Note {
  readonly handoff: Handoff;
  readonly happened: Happened;
}

export interface Reminder {
  readonly handoff: Handoff;
  /** Where the card stands, for a link to it. */
  readonly card: Place | null;
}

export interface PrivateMessage {
  readonly handoff: Handoff;
  readonly why: TellWhy;
  readonly owner: Owner;
  /** Where the card stands, for a link to it. */
  readonly card: Place | null;
}

/**
 * What a failed call means for the outbox. `later`: nothing happened, come back after the wait. `unknown`: it
 * may have arrived. `elsewhere`: this place will never take it (archived, not invited). `never`: our message is
 * at fault. `gone`: the message to update is not there any more. `down`: the installation is dead.
 */
export interface DeliveryFault extends Error {
  readonly kind: 'later' | 'unknown' | 'elsewhere' | 'never' | 'gone' | 'down';
  readonly retryAfterMs: number | null;
}
