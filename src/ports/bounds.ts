import type { Pause, Scope } from '../domain/bounds.js';
import type { PersonId } from '../domain/ids.js';

/** Somebody paused something or let it go on. */
export interface SwitchOrder {
  readonly scope: Scope;
  readonly isPaused: boolean;
  readonly by: PersonId;
  readonly at: Date;
  readonly reason: string | null;
}

/** What holds the bot back, as it is kept. */
export interface BoundStore {
  /** Whether another process has committed anything since this was asked last; costs the same however much there is. */
  changedElsewhere(): Promise<boolean>;
  /** What is paused, oldest first. */
  paused(): Promise<readonly Pause[]>;
  /** Adds to the history of pauses; nothing in it is ever changed. */
  recordSwitch(order: SwitchOrder): Promise<void>;
}
