import { z } from 'zod';

export const timezone = z.string().refine(isTimeZone, 'This is not a time zone, such as Europe/Berlin.');

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    // Intl takes offsets such as “+02:00” as well, but they know nothing of summer time.
    return !/^[+-]/.test(zone);
  } catch {
    // An unknown zone is the answer that this question asks for.
    return false;
  }
}
