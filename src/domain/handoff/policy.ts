/**
 * The policy is what the charter says about one handoff, settled when it is triaged and again after each
 * edit: how autonomous the bot is, who may approve, how many must, by when. The strictest of all that
 * applies wins; a condition that cannot be evaluated means that a person must take over.
 */
import type { Excluded, Level, Mode, NamedOption, Rung } from '../charter/charter.js';

export interface Policy {
  readonly level: Level;
  /** Why the level is what it is, strictest first, each one plain sentence. */
  readonly because: readonly string[];
  readonly mode: Mode;
  readonly channel: string;
  readonly exceptionsChannel: string;
  /** The role that owns an exception of this work. */
  readonly exceptionsOwner: string;
  readonly approverRoles: readonly string[];
  readonly quorum: number;
  readonly exclude: readonly Excluded[];
  readonly options: Readonly<Record<string, NamedOption>>;
  readonly escalateTo: readonly string[];
  readonly rejectCategories: readonly string[];
  readonly decideWithinMs: number;
  readonly expireAfterMs: number;
  readonly ladder: readonly Rung[];
  /** Name of the owner's calendar, on which the time to decide runs; absent or null: around the clock. */
  readonly calendar?: string | null;
  /** An approval that has not been acted on for this long has to be given again. */
  readonly approvalValidMs: number;
  readonly undoWithinMs: number;
}
