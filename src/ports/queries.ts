import type { Pause } from '../domain/bounds.js';
import type { Handoff } from '../domain/handoff/handoff.js';
import type { Actor, HandoffId, PersonId } from '../domain/ids.js';
import type { Refusal } from '../domain/refusal.js';
import type { CallRecord } from './calls.js';
import type { AgingPage, RecordedEvent } from './store.js';

/** What somebody may see, asked in their name. Whoever may not see a thing is answered as if it did not exist. */
export interface Queries {
  /** One handoff as it stands. */
  handoff(by: Actor, id: HandoffId): Promise<Handoff | Refusal>;
  /** One handoff with all that happened to it. */
  history(by: Actor, id: HandoffId): Promise<History | Refusal>;
  /** What is open, by when it is due; nothing else is counted either. */
  aging(by: PersonId, asked: AgingAsked): Promise<Aging | Refusal>;
  home(by: PersonId): Promise<Home | Refusal>;
}

export interface History {
  readonly handoff: Handoff;
  readonly events: readonly RecordedEvent[];
  readonly calls: readonly CallRecord[];
}

export interface Aging extends AgingPage {
  /** What is paused at the moment. */
  readonly paused: readonly Pause[];
}

export interface AgingAsked {
  readonly of: AgingPart;
  readonly limit: number;
  /** Where the page before ended. */
  readonly cursor?: string;
}

export type AgingPart =
  | { readonly kind: 'everything' | 'mine' | 'team' | 'exceptions' }
  | { readonly kind: 'task_type'; readonly name: string }
  | { readonly kind: 'person'; readonly id: PersonId };

/** What one person opens the day with. */
export interface Home {
  readonly mine: readonly Handoff[];
  /** What this person asked for and somebody else has. */
  readonly waiting: readonly Handoff[];
  readonly exceptions: readonly Handoff[];
  /** Late or nearly so, in the teams that this person belongs to or manages. */
  readonly team: readonly Handoff[];
}
