import { z } from 'zod';
import { calendarDate } from './hours.js';

export interface LocalTime {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Minutes after that day's midnight. */
  readonly minute: number;
}

/** `2026-01-05T09:00`, or a date alone for its midnight. */
export const localTime = z.string().transform((text, context): LocalTime => {
  const [day = '', time = '00:00', ...more] = text.split('T');
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (calendarDate.safeParse(day).success && found && !more.length)
    return { day: Date.parse(`${day}T00:00Z`) / dayMs, minute: Number(found[1]) * 60 + Number(found[2]) };
  context.addIssue({ code: 'custom', message: `“${text}” is not a time, such as 2026-01-05T09:00.` });
  return z.NEVER;
});
const dayMs = 86_400_000;
