import { z } from 'zod';
import type { Shift, WorkingCalendar } from '../../../domain/calendar/working-calendar.js';
import type { Problem } from '../../../tools/written/charter-error.js';
import { named } from '../../../tools/written/parts.js';
import type { Path } from '../../../tools/written/references.js';
import { calendarDate, dayHours, weekHours } from './hours.js';
import { timezone } from './zone.js';

/** Hours of work as they are written. */
export const calendars = named(
  z.strictObject({
    zone: timezone,
    hours: weekHours,
    /** A country, or a region of it, such as DE-BE. */
    holidays: z.string().min(1).optional(),
    closed: z.array(calendarDate).default([]),
    open: z.array(z.union([calendarDate, z.strictObject({ on: calendarDate, hours: dayHours })])).default([]),
  }),
).default({});
type WrittenCalendars = z.output<typeof calendars>;
type WrittenCalendar = WrittenCalendars[string];

/** The local dates of a region's public holidays, or a sentence that says why there are none. */
export type HolidayDates = (region: string) => readonly string[] | { readonly problem: string };

export function calendarChecks(written: WrittenCalendars, holidays: HolidayDates): Problem[] {
  return Object.entries(written).flatMap(([name, calendar]): Problem[] => {
    const path = ['calendars', name];
    const dates = calendar.holidays === undefined ? [] : holidays(calendar.holidays);
    return [
      ...('problem' in dates ? [{ path: [...path, 'holidays'], problem: dates.problem }] : []),
      ...openChecks(calendar, [...path, 'open']),
    ];
  });
}

function openChecks(calendar: WrittenCalendar, path: Path): Problem[] {
  return calendar.open.flatMap((day, index): Problem[] => {
    const on = dateOf(day);
    const at = [...path, index];
    if (calendar.closed.includes(on)) return [{ path: at, problem: `${on} is both open and closed.` }];
    return hoursOn(calendar, day).length === 0
      ? [{ path: at, problem: `Nobody works on that weekday: write { on: ${on}, hours: 09:00-17:00 }.` }]
      : [];
  });
}

/** After the checks: a region that is not known adds no days. */
export function toCalendar(written: WrittenCalendar, holidays: HolidayDates): WorkingCalendar {
  const dates = written.holidays === undefined ? [] : holidays(written.holidays);
  return {
    hours: {
      zone: written.zone,
      week: written.hours,
      closed: new Set([...('problem' in dates ? [] : dates), ...written.closed]),
      open: new Map(written.open.map((day) => [dateOf(day), hoursOn(written, day)])),
    },
    away: [],
  };
}

type OpenDay = WrittenCalendar['open'][number];

const dateOf = (day: OpenDay): string => (typeof day === 'string' ? day : day.on);

function hoursOn({ hours }: WrittenCalendar, day: OpenDay): readonly Shift[] {
  if (typeof day !== 'string') return day.hours;
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return hours[weekday] ?? [];
}
