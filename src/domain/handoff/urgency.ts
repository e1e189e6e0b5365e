/**
 * What is looked at first: the more urgent, and among equals what is due sooner.
 */
import type { Handoff, Urgency } from './handoff.js';

const order: readonly Urgency[] = ['critical', 'high', 'normal', 'low'];

/** For sorting. */
export function byUrgency(one: Handoff, other: Handoff): number {
  return (
    order.indexOf(one.origin.submission.urgency) - order.indexOf(other.origin.submission.urgency) ||
    (one.clock.dueAt?.getTime() ?? 0) - (other.clock.dueAt?.getTime() ?? 0)
  );
}
