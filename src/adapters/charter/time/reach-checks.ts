import type { WorkingCalendar } from '../../../domain/calendar/working-calendar.js';
import { addWorkingTime } from '../../../domain/calendar/working-time.js';
import type { Problem } from '../charter-error.js';
import type { WrittenCharter } from '../schema.js';

/** Whether the time to decide ends before the handoff expires, on each calendar on which it may run. */
export const reachChecks = (charter: WrittenCharter): Problem[] =>
  Object.entries(charter.task_types).flatMap(([name, { owner, rules, sla }]) => {
    const roles = new Set([owner, ...rules.flatMap((rule) => rule.owner ?? [])]);
    const names = new Set([...roles].flatMap((role) => charter.roles[role]?.calendar ?? []));
    return [...names].flatMap((calendar): Problem[] => {
      const written = charter.calendars[calendar];
      const ordinary = written && ordinaryWeek(written.hours);
      if (!ordinary || reachesWithin(ordinary, sla.decide_within, sla.expire_after)) return [];
      return [
        {
          path: ['task_types', name, 'sla', 'decide_within'],
          problem: `This is working time on the calendar “${calendar}”, and can end after the handoff expires.`,
        },
      ];
    });
  });

/** Without zone and holidays, so that the same charter is right or wrong whenever it is read. */
const ordinaryWeek = (week: NonNullable<WorkingCalendar['hours']>['week']): WorkingCalendar => ({
  hours: { zone: 'UTC', week, closed: new Set(), open: new Map() },
  away: [],
});

const reachesWithin = (calendar: WorkingCalendar, durationMs: number, withinMs: number): boolean => {
  try {
    return everyHour.every((at) => (addWorkingTime(calendar, at, durationMs) ?? 0) - at <= withinMs);
  } catch (fault) {
    if (fault instanceof RangeError) return false;
    throw fault;
  }
};

const hourMs = 3_600_000;
const everyHour = Array.from({ length: 7 * 24 }, (_, hour) => Date.UTC(2026, 0, 5) + hour * hourMs);
