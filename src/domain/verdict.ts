/**
 * The domain's answer to one command: what happened, what follows from it, or why not. Applying it is the
 * work of others; the answer itself changes nothing.
 */
import type { Effect } from './effect.js';
import type { Handoff } from './handoff/handoff.js';
import type { HandoffEvent } from './log/event.js';
import type { Refusal } from './refusal.js';

export interface Verdict {
  readonly events: readonly HandoffEvent[];
  /** The handoff after the events; null when there is none. */
  readonly next: Handoff | null;
  readonly effects: readonly Effect[];
  readonly refusal: Refusal | null;
}

/** What a rule of the lifecycle says about one command in one state. */
export type Ruling = Granted | Denied;
export interface Granted {
  readonly events: readonly HandoffEvent[];
  readonly effects: readonly Effect[];
}
export interface Denied {
  readonly refusal: Refusal;
}

export function granted(events: readonly HandoffEvent[], effects: readonly Effect[]): Granted {
  return {
    events,
    effects,
  };
}
export const denied = (refusal: Refusal): Denied => ({ refusal });
