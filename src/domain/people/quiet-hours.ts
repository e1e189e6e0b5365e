/**
 * At night a reminder waits until the morning, by the clock of whoever is reminded. Alerts and escalations do not wait.
 */
import { localMinuteOf, nextAt } from '../calendar/local-clock.js';
import type { Charter } from '../charter/charter.js';
import type { Directory } from '../directory.js';
import type { Owner } from '../handoff/handoff.js';

/** When the quiet hours of this person end; null when it is not quiet now. */
export function quietUntil(
  { person }: Owner,
  {
    charter,
    directory,
    now,
  }: { readonly charter: Charter; readonly directory: Directory; readonly now: Date },
): Date | null {
  const { quiet } = charter.nudging;
  if (!quiet) return null;
  const zone = (person && directory.people[person]?.timezone) ?? charter.timezone;
  const minute = localMinuteOf(zone, now);
  const { fromMinute, toMinute } = quiet;
  const isQuiet =
    fromMinute <= toMinute
      ? minute >= fromMinute && minute < toMinute
      : minute >= fromMinute || minute < toMinute;
  return isQuiet ? nextAt(zone, now, toMinute) : null;
}
