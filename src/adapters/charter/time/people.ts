import { z } from 'zod';
import { instantOf } from '../../../domain/calendar/wall-clock.js';
import type { Charter } from '../../../domain/charter/charter.js';
import type { Problem } from '../../../tools/written/charter-error.js';
import { leads } from '../../../tools/written/references.js';
import { localTime } from './local-time.js';
import { writtenPerson } from './rotas.js';

/** Hours of single people, and when they are away. */
export const writtenPeople = z
  .record(
    writtenPerson,
    z.strictObject({
      calendar: z.string().optional(),
      away: z.array(z.strictObject({ from: localTime, to: localTime })).default([]),
    }),
  )
  .default({});
type WrittenPeople = z.output<typeof writtenPeople>;

export function peopleChecks(
  written: WrittenPeople,
  calendars: Readonly<Record<string, unknown>>,
): Problem[] {
  return Object.entries(written).flatMap(([id, { calendar, away }]): Problem[] => [
    ...(calendar === undefined ? [] : leads('calendar', calendars)(calendar, ['people', id, 'calendar'])),
    ...away.flatMap(({ from, to }, index) =>
      to.day * 1_440 + to.minute > from.day * 1_440 + from.minute
        ? []
        : [{ path: ['people', id, 'away', index, 'to'], problem: 'This is not later than “from”.' }],
    ),
  ]);
}

export function toPeople(written: WrittenPeople, zone: string): Charter['people'] {
  return Object.fromEntries(
    Object.entries(written).map(([id, { calendar, away }]) => [
      id,
      {
        calendar: calendar ?? null,
        away: away.map(({ from, to }) => ({
          fromAt: instantOf(zone, from.day, from.minute),
          toAt: instantOf(zone, to.day, to.minute),
        })),
      },
    ]),
  );
}
