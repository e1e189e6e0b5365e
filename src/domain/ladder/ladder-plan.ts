/**
 * The plan of a ladder: every time at which it does something if nobody moves. A rung that repeats does so until
 * the rung above it begins, so that the plan is in order of time. All waits are working time.
 */

import type { Span } from '../calendar/span.js';
import { aroundTheClock, type WorkingCalendar, withPauses } from '../calendar/working-calendar.js';
import { addWorkingTime } from '../calendar/working-time.js';
import type { Charter, Rung } from '../charter/charter.js';

/** One time that a rung fires: the first (0) or one of its repeats. */
export interface LadderStep {
  readonly rung: Rung;
  /** Of the rung in its ladder. */
  readonly index: number;
  readonly repeat: number;
  /** Working time since the clock started. */
  readonly afterMs: number;
}

export interface PlannedStep extends LadderStep {
  /** Null while a pause that has not ended holds it. */
  readonly at: number | null;
}

export interface PlanOf {
  readonly startedAt: number;
  readonly slaMs: number;
  readonly calendar: WorkingCalendar;
  readonly pauses?: readonly Span[];
}

/** When each step of a ladder is due. Throws a `RangeError` when the calendar never gets there. */
export function rungTimes(ladder: readonly Rung[], of: PlanOf): PlannedStep[] {
  const calendar = withPauses(of.calendar, of.pauses ?? []);
  return stepsOf(ladder, of.slaMs).map((step) => ({
    ...step,
    at: addWorkingTime(calendar, of.startedAt, step.afterMs),
  }));
}

/** The latest step that is due; those before it are passed over, as after a stop of the bot. */
export function latestDueStep(plan: readonly PlannedStep[], nowAt: number): number | null {
  const found = plan.findLastIndex(({ at }) => at !== null && at <= nowAt);
  return found < 0 ? null : found;
}

export function stepsOf(ladder: readonly Rung[], slaMs: number): LadderStep[] {
  return ladder.flatMap((rung, index) => {
    const afterMs = rungAfterMs(rung, slaMs);
    const above = ladder[index + 1];
    const untilMs = above ? rungAfterMs(above, slaMs) : Number.POSITIVE_INFINITY;
    const { everyMs = 0, atMost = 0 } = rung.repeat ?? {};
    const repeats = Array.from({ length: atMost }, (_, nth) => nth + 1);
    return [0, ...repeats]
      .map((repeat) => ({ rung, index, repeat, afterMs: afterMs + repeat * everyMs }))
      .filter((step) => step.repeat === 0 || step.afterMs < untilMs);
  });
}

/** How much working time a rung waits; one that would lie before the start is due at once. */
export function rungAfterMs({ percentOfSla, plusMs }: Rung, slaMs: number): number {
  return Math.max(0, Math.round((percentOfSla / 100) * slaMs) + plusMs);
}

/** The calendar of that name; around the clock when the charter has none, so that nothing waits for too long. */
export function calendarNamed(charter: Charter, name: string | null | undefined): WorkingCalendar {
  return (name && Object.hasOwn(charter.calendars, name) ? charter.calendars[name] : null) ?? aroundTheClock;
}
