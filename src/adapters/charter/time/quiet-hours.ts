import { z } from 'zod';

const written = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/** `20:00-07:00`, by the clock of each person. */
export const quietHours = z
  .string()
  .regex(written, 'Quiet hours are written like “20:00-07:00”.')
  .refine((text) => text.slice(0, 5) !== text.slice(6), 'Quiet hours end at another time than they begin.')
  .transform((text) => ({ fromMinute: minuteOf(text.slice(0, 5)), toMinute: minuteOf(text.slice(6)) }));

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
