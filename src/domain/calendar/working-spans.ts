import { type ClosedSpan, mergeSpans } from './span.js';
import { dateOf, instantOf } from './wall-clock.js';
import type { Shift, WorkingHours } from './working-calendar.js';

export const dayMs = 86_400_000;

/**
 * When people work within one UTC day (counted from 1970-01-01), in order and without overlap. UTC days are the
 * unit because they tile time; local days overlap or leave holes where clocks change.
 */
export function workingSpansOn(hours: WorkingHours, utcDay: number): readonly ClosedSpan[] {
  const cache = cacheOf(hours);
  const known = cache.get(utcDay);
  if (known) return known;
  const [startAt, endAt] = [utcDay * dayMs, (utcDay + 1) * dayMs];
  const touching: ClosedSpan[] = [];
  for (let day = utcDay + firstTouching; day <= utcDay + lastTouching; day += 1)
    for (const { fromAt, toAt } of shiftsBegunOn(hours, day))
      touching.push({ fromAt: Math.max(fromAt, startAt), toAt: Math.min(toAt, endAt) });
  const spans = mergeSpans(touching);
  if (cache.size >= cachedDays) cache.clear();
  cache.set(utcDay, spans);
  return spans;
}

/** A shift ends up to two days after its midnight, zones lie within 14 hours of UTC, Samoa once skipped a day. */
const firstTouching = -4;
const lastTouching = 1;
/** Ten years of days; a calendar is asked about the weeks around now. */
const cachedDays = 3_660;

const caches = new WeakMap<WorkingHours, Map<number, readonly ClosedSpan[]>>();
function cacheOf(hours: WorkingHours): Map<number, readonly ClosedSpan[]> {
  const cache = caches.get(hours) ?? new Map<number, readonly ClosedSpan[]>();
  caches.set(hours, cache);
  return cache;
}

function shiftsBegunOn(hours: WorkingHours, localDay: number): readonly ClosedSpan[] {
  return shiftsOf(hours, localDay).map(({ from, to }) => ({
    fromAt: instantOf(hours.zone, localDay, from),
    toAt: instantOf(hours.zone, localDay, to),
  }));
}

function shiftsOf(hours: WorkingHours, localDay: number): readonly Shift[] {
  const { date, weekday } = dateOf(localDay);
  return hours.open.get(date) ?? (hours.closed.has(date) ? [] : (hours.week[weekday] ?? []));
}
