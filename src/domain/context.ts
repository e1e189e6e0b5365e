/**
 * What a rule may know besides the handoff itself: who acts, what time it is, what the charter says, who people are and
 * what holds the bot back. All of it is handed in, so that the same question always has the same answer.
 */
import type { Bounds } from './bounds.js';
import type { Charter } from './charter/charter.js';
import type { Directory } from './directory.js';
import type { Actor } from './ids.js';

export interface Context {
  readonly actor: Actor;
  readonly now: Date;
  readonly charter: Charter;
  readonly directory: Directory;
  readonly bounds: Bounds;
}
