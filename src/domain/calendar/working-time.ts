import { type ClosedSpan, endOf, without } from './span.js';
import type { WorkingCalendar } from './working-calendar.js';
import { dayMs, workingSpansOn } from './working-spans.js';

/**
 * The first instant at which so much working time has passed since `fromAt`; null while a pause that has not
 * ended holds it. Nothing to wait for means at once, also outside the hours. Throws a `RangeError` when the
 * calendar has no such instant within twenty years.
 */
export function addWorkingTime(calendar: WorkingCalendar, fromAt: number, durationMs: number): number | null {
  let leftMs = durationMs;
  if (leftMs <= 0) return fromAt;
  const firstDay = Math.floor(fromAt / dayMs);
  for (let day = firstDay; day < firstDay + horizonDays; day += 1) {
    for (const span of workOn(calendar, day, fromAt)) {
      const spanMs = span.toAt - span.fromAt;
      if (spanMs >= leftMs) return span.fromAt + leftMs;
      leftMs -= spanMs;
    }
    if (isHeld(calendar, (day + 1) * dayMs)) return null;
  }
  throw new RangeError(tooFar);
}

/** The first instant from this one on in which people work; the same one while a pause without an end holds it. */
export function firstWorkingAt(calendar: WorkingCalendar, at: number): number {
  const afterFirstMs = addWorkingTime(calendar, at, 1);
  return afterFirstMs === null ? at : afterFirstMs - 1;
}

/**
 * How much working time lies between two instants, in milliseconds; none when the second is not later. Throws
 * a `RangeError` when more than twenty years lie between them.
 */
export function workingTimeBetween(calendar: WorkingCalendar, fromAt: number, toAt: number): number {
  let sumMs = 0;
  const firstDay = Math.floor(fromAt / dayMs);
  if (toAt - fromAt > horizonDays * dayMs) throw new RangeError(tooFar);
  for (let day = firstDay; day * dayMs < toAt; day += 1)
    for (const span of workOn(calendar, day, fromAt))
      sumMs += Math.max(0, Math.min(span.toAt, toAt) - span.fromAt);
  return sumMs;
}

const horizonDays = 20 * 366;
const tooFar = 'Working time is reckoned over twenty years at most.';

/** What is worked within one UTC day from an instant on. */
function workOn({ hours, away }: WorkingCalendar, utcDay: number, fromAt: number): ClosedSpan[] {
  const spans = hours
    ? workingSpansOn(hours, utcDay)
    : [{ fromAt: utcDay * dayMs, toAt: (utcDay + 1) * dayMs }];
  return spans
    .filter((span) => span.toAt > fromAt)
    .flatMap((span) => without({ fromAt: Math.max(span.fromAt, fromAt), toAt: span.toAt }, away));
}

/** The stretches away are in order, so that only the last can be without an end. */
function isHeld({ away }: WorkingCalendar, at: number): boolean {
  const last = away.at(-1);
  return last !== undefined && last.fromAt <= at && endOf(last) === Number.POSITIVE_INFINITY;
}
