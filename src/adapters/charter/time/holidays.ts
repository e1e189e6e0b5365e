import Holidays, { type HolidaysTypes } from 'date-holidays';
import { closeNames } from '../../../domain/charter/close-names.js';
import type { HolidayDates } from './calendars.js';

/**
 * Public holidays and their substitute days from the year before `now` to three years after it. This file loads
 * some megabytes of rules, so it is imported only when a charter names a region.
 */
export function createHolidayDates(now: Date): HolidayDates {
  const known = new Map<string, readonly string[]>();
  return (region) => {
    const parts = region.split('-');
    const problem = problemOf(region, parts);
    if (problem) return { problem };
    const dates = known.get(region) ?? datesOf(parts, now.getUTCFullYear());
    known.set(region, dates);
    return dates;
  };
}

function datesOf([country = '', state = '', part = '']: readonly string[], year: number): string[] {
  const rules = new Holidays(country, state, part);
  return [year - 1, year, year + 1, year + 2, year + 3]
    .flatMap((one) => rules.getHolidays(one))
    .filter(({ type }) => type === 'public')
    .flatMap(daysOf);
}

/**
 * The days whose noon lies in the holiday: some begin on the evening before, some end at noon. The library
 * writes `2026-03-20 00:00:00 -0600` for one that begins six hours before that day.
 */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): string[] {
  const [day = '', time = '00:00:00', before = '-0000'] = date.split(' ');
  const hoursBefore = Number(before.slice(0, 3)) + Number(before.slice(3)) / 60;
  const begins = Date.parse(`${day}T${time}Z`) + hoursBefore * 3_600_000;
  const ends = begins + (end.getTime() - start.getTime());
  const days: string[] = [];
  for (let noon = Math.floor(begins / dayMs) * dayMs + dayMs / 2; noon < ends; noon += dayMs)
    if (noon >= begins) days.push(new Date(noon).toISOString().slice(0, 10));
  return days;
}
const dayMs = 86_400_000;

function problemOf(region: string, [country = '', state, part]: readonly string[]): string | null {
  const rules = new Holidays();
  const countries = rules.getCountries('en');
  if (!Object.hasOwn(countries, country))
    return `No holidays are known for the country “${country}”.${hint(region, countries, '')}`;
  const states = rules.getStates(country, 'en') ?? {};
  if (state === undefined) return null;
  if (!Object.hasOwn(states, state))
    return `No holidays are known for “${state}” in ${countries[country]}.${hint(state, states, `${country}-`)}`;
  const parts = rules.getRegions(country, state, 'en') ?? {};
  return part === undefined || Object.hasOwn(parts, part)
    ? null
    : `No holidays are known for “${part}” in ${states[state]}.${hint(part, parts, `${country}-${state}-`)}`;
}

/** Close codes and names, such as “DE-BE (Berlin)”. */
function hint(written: string, known: Readonly<Record<string, string>>, before: string): string {
  const close = closeNames(written, known).map((code) => `${before}${code} (${known[code]})`);
  return close.length ? ` Near to it: ${close.join(', ')}.` : '';
}
