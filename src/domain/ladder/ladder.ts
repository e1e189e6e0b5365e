/**
 * The ladder chases the owner: ordered rungs, each at a stretch of working time from the start of the clock. A
 * step fires once and never early. After a pause, when several are due, only the latest fires. When the ladder
 * is used up the owner is reminded every day until somebody decides or the handoff expires; silence never
 * approves.
 */

import type { Span } from '../calendar/span.js';
import { type WorkingCalendar, withPauses } from '../calendar/working-calendar.js';
import { dayMs } from '../calendar/working-spans.js';
import { addWorkingTime, firstWorkingAt } from '../calendar/working-time.js';
import type { Charter, Rung } from '../charter/charter.js';
import type { Handoff } from '../handoff/handoff.js';
import type { Policy } from '../handoff/policy.js';
import { calendarNamed, latestDueStep, type PlannedStep, rungTimes } from './ladder-plan.js';

export interface LadderClock {
  readonly ladder: readonly Rung[];
  readonly startedAt: Date;
  readonly decideWithinMs: number;
  readonly expiresAt: Date;
  /** Index of the next step of the plan, in which a rung stands once for each time that it fires. */
  readonly nextRung: number;
  readonly calendar: WorkingCalendar;
}

/** When the time to decide that starts now ends. */
export function dueAt(policy: Policy, { now, charter }: At): Date {
  return dueAfter({ startedAt: now, pauses: [] }, policy, charter);
}

/** When the time to decide ends that began at some instant and has paused since. */
export function dueAfter(
  { startedAt, pauses }: { readonly startedAt: Date; readonly pauses: readonly Span[] },
  policy: Policy,
  charter: Charter,
): Date {
  const calendar = withPauses(calendarNamed(charter, policy.calendar), pauses);
  const endsAt = addWorkingTime(calendar, startedAt.getTime(), policy.decideWithinMs);
  return new Date(endsAt ?? startedAt.getTime() + policy.decideWithinMs);
}

/**
 * The latest due step that has not fired and applies, or none of them when no due step does; null when nothing
 * is due. `nextRung` is the step after all that are due.
 */
export function dueStep(
  handoff: Handoff,
  context: At,
  applies: (rung: Rung) => boolean,
): { readonly step: PlannedStep | null; readonly nextRung: number } | null {
  if (!handoff.clock.startedAt) return null;
  const plan = planOf(clockOf(handoff, handoff.clock.nextRung, context));
  const due = latestDueStep(plan, context.now.getTime());
  if (due === null || due < handoff.clock.nextRung) return null;
  const step = plan.slice(handoff.clock.nextRung, due + 1).findLast(({ rung }) => applies(rung)) ?? null;
  return { step, nextRung: due + 1 };
}

/** When to look again, always later than `now`. */
export function nextCheck(clock: LadderClock, now: Date): Date {
  const step = planOf(clock)[clock.nextRung];
  const wanted = step?.at ?? firstWorkingAt(clock.calendar, now.getTime() + dayMs);
  const earliest = Math.min(wanted, clock.expiresAt.getTime());
  return new Date(Math.max(earliest, now.getTime() + 1));
}

export function clockOf(handoff: Handoff, nextRung: number, { now, charter }: At): LadderClock {
  return {
    ladder: handoff.policy.ladder,
    startedAt: handoff.clock.startedAt ?? now,
    decideWithinMs: handoff.policy.decideWithinMs,
    expiresAt: handoff.clock.expiresAt ?? new Date(now.getTime() + handoff.policy.expireAfterMs),
    nextRung,
    calendar: withPauses(calendarNamed(charter, handoff.policy.calendar), handoff.clock.pauses),
  };
}

interface At {
  readonly now: Date;
  readonly charter: Charter;
}

function planOf(clock: LadderClock): PlannedStep[] {
  return rungTimes(clock.ladder, {
    startedAt: clock.startedAt.getTime(),
    slaMs: clock.decideWithinMs,
    calendar: clock.calendar,
  });
}
