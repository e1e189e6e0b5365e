/**
 * What holds the bot back, as it is recorded: pauses, and what is used up.
 */
import type { PersonId } from './ids.js';

/** As it is typed: `all`, `tool crm.update_deal`, `type refund`. */
export type Scope = 'all' | `tool ${string}` | `type ${string}`;

export interface Pause {
  readonly scope: Scope;
  readonly by: PersonId;
  readonly since: Date;
  readonly reason: string | null;
}

/** What the record says at the moment of asking; a decision asks inside its transaction. */
export interface Bounds {
  /** Everything that is paused, oldest first. */
  paused(): readonly Pause[];
  /** When the nth latest call of a tool began that wrote something new; null when there were fewer since then. */
  nthLatestCall(asked: { readonly tool: string; readonly n: number; readonly since: Date }): Date | null;
  /** Actions of a kind of work that began since then, with those that are on their way. */
  actions(asked: { readonly taskType: string; readonly since: Date }): number;
}

/** For questions that no bound touches, such as who may do what. */
export const unbounded: Bounds = { paused: () => [], nthLatestCall: () => null, actions: () => 0 };
