import { Temporal } from 'temporal-polyfill';

/** Minutes since midnight on the wall clock of a zone. */
export function localMinuteOf(zone: string, at: Date): number {
  const { hour, minute } = zoned(zone, at);
  return hour * 60 + minute;
}

/** The next instant after `at` at which the wall clock of the zone shows this minute of the day. */
export function nextAt(zone: string, at: Date, minute: number): Date {
  const today = zoned(zone, at).toPlainDate();
  const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60) % 24, minute: minute % 60 });
  const [first, second] = [today, today.add({ days: 1 })].map((day) =>
    day.toZonedDateTime({ timeZone: zone, plainTime: time }),
  );
  const found = first && first.epochMilliseconds > at.getTime() ? first : second;
  return new Date(found?.epochMilliseconds ?? at.getTime());
}

/** When the local day of an instant began. */
export function startOfDay(zone: string, at: Date): Date {
  return new Date(zoned(zone, at).startOfDay().epochMilliseconds);
}

function zoned(zone: string, at: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}
