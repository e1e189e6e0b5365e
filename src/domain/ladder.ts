/**
 * The ladder chases the owner: ordered rungs, each at an offset from the start of the clock. A rung fires once
 * and never early. After a pause, when several are due, only the latest fires. When the ladder is used up the
 * owner is reminded every day until somebody decides or the handoff expires; silence never approves.
 */
import type { Rung } from './charter.js';
import type { Handoff } from './handoff.js';

export const dayMs = 86_400_000;

export const rungAt = (rung: Rung, startedAt: Date, decideWithinMs: number): Date =>
  new Date(startedAt.getTime() + Math.round((rung.percentOfSla / 100) * decideWithinMs) + rung.plusMs);

/** The latest rung that is due and has not fired; null when none is. */
export const dueRung = (
  handoff: Handoff,
  now: Date,
): { readonly index: number; readonly rung: Rung } | null => {
  const { ladder, decideWithinMs } = handoff.policy;
  const startedAt = handoff.clockStartedAt;
  if (!startedAt) return null;
  for (let index = ladder.length - 1; index >= handoff.nextRung; index -= 1) {
    const rung = ladder[index];
    if (rung && rungAt(rung, startedAt, decideWithinMs) <= now) return { index, rung };
  }
  return null;
};

/** When to look again, always later than `now`. */
export const nextCheck = (clock: LadderClock, now: Date): Date => {
  const rung = clock.ladder[clock.nextRung];
  const wanted = rung ? rungAt(rung, clock.startedAt, clock.decideWithinMs).getTime() : now.getTime() + dayMs;
  const earliest = Math.min(wanted, clock.expiresAt.getTime());
  return new Date(Math.max(earliest, now.getTime() + 1));
};

export interface LadderClock {
  readonly ladder: readonly Rung[];
  readonly startedAt: Date;
  readonly decideWithinMs: number;
  readonly expiresAt: Date;
  readonly nextRung: number;
}

export const clockOf = (handoff: Handoff, nextRung: number, now: Date): LadderClock => ({
  ladder: handoff.policy.ladder,
  startedAt: handoff.clockStartedAt ?? now,
  decideWithinMs: handoff.policy.decideWithinMs,
  expiresAt: handoff.expiresAt ?? new Date(now.getTime() + handoff.policy.expireAfterMs),
  nextRung,
});
