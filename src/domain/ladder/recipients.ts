import type { Owner } from '../handoff/handoff.js';

/** How a rung of the ladder got to somebody. */
export interface Reached {
  /** Outside Slack as well. */
  readonly isPaged?: true;
  /** Who was meant first, and why they were not told. */
  readonly passedOver?: readonly PassedOver[];
}
export interface PassedOver extends Owner {
  readonly why: 'empty' | 'unknown' | 'away';
}
