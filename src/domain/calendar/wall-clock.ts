import { Temporal } from 'temporal-polyfill';

const minuteMs = 60_000;
const minutesADay = 1_440;

/**
 * When the wall clock of a zone shows a minute of a local day (days since 1970-01-01; a minute past 1440 lies
 * in the days after). Where clocks change, a time that does not exist is moved on by the gap and the first of
 * two is taken. Throws a `RangeError` when there is no such zone.
 */
export function instantOf(zone: string, localDay: number, minute: number): number {
  const day = localDay + Math.floor(minute / minutesADay);
  const within = minute - (day - localDay) * minutesADay;
  const startAt = midnightOf(zone, day);
  // A day of 24 hours has no change of the clocks, so that the zone's rules need not be asked for each minute.
  return midnightOf(zone, day + 1) - startAt === minutesADay * minuteMs
    ? startAt + within * minuteMs
    : resolved(zone, day, within);
}

/** The local date of a day, such as `2026-12-24`, and its weekday from Monday (0). */
export function dateOf(localDay: number): { readonly date: string; readonly weekday: number } {
  return {
    date: new Date(localDay * minutesADay * minuteMs).toISOString().slice(0, 10),
    weekday: (((localDay + 3) % 7) + 7) % 7,
  };
}

const midnights = new Map<string, Map<number, number>>();
/** Ten years of days for each zone. */
const keptDays = 3_660;

function midnightOf(zone: string, day: number): number {
  const ofZone = midnights.get(zone) ?? new Map<number, number>();
  midnights.set(zone, ofZone);
  const known = ofZone.get(day);
  if (known !== undefined) return known;
  if (ofZone.size >= keptDays) ofZone.clear();
  const at = resolved(zone, day, 0);
  ofZone.set(day, at);
  return at;
}

function resolved(zone: string, day: number, minute: number): number {
  return epoch.add({ days: day, minutes: minute }).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

const epoch = Temporal.PlainDateTime.from('1970-01-01T00:00');
