import { z } from 'zod';
import type { Shift } from '../../../domain/calendar/working-calendar.js';

/** `09:00-12:30, 13:15-17:30`, or the same as a list; a shift that ends before it begins ends on the next day. */
export const dayHours = z.union([z.string(), z.array(z.string())]).transform((written, context): Shift[] => {
  const texts = Array.isArray(written) ? written : written.split(',');
  return texts.flatMap((text) => {
    const shift = parseShift(text);
    if (typeof shift !== 'string') return [shift];
    context.addIssue({ code: 'custom', message: shift });
    return [];
  });
});

/** Hours by day or by a range of days; the days that nobody names are free. */
export const weekHours = z.record(z.string(), dayHours).transform((written, context): Shift[][] => {
  const week: Shift[][] = dayNames.map(() => []);
  const named = new Set<number>();
  for (const [key, shifts] of Object.entries(written)) {
    const days = parseDays(key);
    const twice = days?.find((day) => named.has(day));
    const message = !days
      ? `“${key}” is no day: write mon, tue, wed, thu, fri, sat or sun, or a range such as mon-fri.`
      : twice !== undefined
        ? `The hours of ${dayNames[twice]} are written twice.`
        : shifts.length === 0
          ? 'These hours are empty: leave the day out when nobody works.'
          : null;
    if (message) context.addIssue({ code: 'custom', message, path: [key] });
    for (const day of days ?? []) {
      week[day] = shifts;
      named.add(day);
    }
  }
  if (Object.keys(written).length === 0)
    context.addIssue({
      code: 'custom',
      message: 'Nobody ever works: name hours, such as mon-fri: 09:00-17:00.',
    });
  return week;
});

/** A day of the calendar that exists, such as `2026-12-24`. */
export const calendarDate = z.string().refine(isDate, 'This is no date, such as 2026-12-24.');

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function parseDays(key: string): number[] | null {
  const [first, last, ...more] = key.split('-').map((day) => dayNames.indexOf(day.trim()));
  if (first === undefined || first < 0 || more.length) return null;
  if (last === undefined) return [first];
  return last < 0
    ? null
    : Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
}

function parseShift(text: string): Shift | string {
  const found = /^\s*(\d\d?):(\d\d)\s*-\s*(\d\d?):(\d\d)\s*$/.exec(text);
  const [from, to] = [minuteOf(found?.[1], found?.[2]), minuteOf(found?.[3], found?.[4])];
  if (from === null || to === null || from === 1_440)
    return `“${text.trim()}” are no hours, such as 09:00-17:00 or 22:00-06:00.`;
  if (from === to) return `“${text.trim()}” is empty: write 00:00-24:00 for a whole day.`;
  return { from, to: to > from ? to : to + 1_440 };
}

function minuteOf(hour = '', minute = ''): number | null {
  const minutes = Number(hour) * 60 + Number(minute);
  return hour && Number(minute) < 60 && minutes <= 1_440 ? minutes : null;
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
