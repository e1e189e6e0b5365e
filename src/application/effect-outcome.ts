import type { Effect } from '../domain/effect.js';
import type { Handoff } from '../domain/handoff/handoff.js';
import type { OutboxItem } from '../ports/store.js';

/**
 * `done`: nothing is left to do. `later`: the item stays and is tried again after the wait. `held`: it was no try at
 * all, and waits until a pause or a limit ends; at most so long.
 */
export type EffectOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'later' | 'held'; readonly afterMs: number }
  /** Nothing was tried: it is as if it had been queued for then. */
  | { readonly kind: 'anew'; readonly dueAt: Date };

export const done: EffectOutcome = { kind: 'done' };
export const held = (afterMs: number): EffectOutcome => ({ kind: 'held', afterMs });
export const later = (afterMs: number): EffectOutcome => ({ kind: 'later', afterMs });

const firstWaitMs = 1_000;
const longestWaitMs = 5 * 60_000;
/** 1 s, 2 s, 4 s … at most 5 minutes. */
export const backoffMs = (attempts: number): number => Math.min(firstWaitMs * 2 ** attempts, longestWaitMs);

/** Performs one effect of the stored handoff once. What it throws is logged and tried again. */
export type Perform<E extends Effect = Effect> = (
  item: OutboxItem & { readonly effect: E },
  handoff: Handoff,
) => Promise<EffectOutcome>;
