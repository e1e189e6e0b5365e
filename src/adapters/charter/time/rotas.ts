import { z } from 'zod';
import type { Rota } from '../../../domain/calendar/rota.js';
import { instantOf } from '../../../domain/calendar/wall-clock.js';
import { personId } from '../../../domain/ids.js';
import type { Problem } from '../../../tools/written/charter-error.js';
import { named } from '../../../tools/written/parts.js';
import { localTime } from './local-time.js';
import { timezone } from './zone.js';

export const writtenPerson = z
  .string()
  .regex(/^[UW][A-Z0-9]+$/, 'A person is named by their Slack id, such as U0ANA.');

const turn = z.string().transform((text, context): number => {
  const found = /^([1-9]\d?)([dw])$/.exec(text);
  if (found) return Number(found[1]) * (found[2] === 'w' ? 7 : 1);
  context.addIssue({ code: 'custom', message: `“${text}” is no turn: write days or weeks, such as 1w.` });
  return z.NEVER;
});

export const rotas = named(
  z.strictObject({
    zone: timezone,
    people: z.array(writtenPerson).min(1, 'Nobody is in this rota: name its people.'),
    starts: localTime,
    every: turn.default(7),
    overrides: z.array(z.strictObject({ from: localTime, to: localTime, person: writtenPerson })).default([]),
  }),
).default({});
type WrittenRotas = z.output<typeof rotas>;

export function rotaChecks(written: WrittenRotas, roles: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(written).flatMap(([name, rota]): Problem[] => [
    ...(Object.hasOwn(roles, name) || name === 'owner' || name === 'owner.manager'
      ? [
          {
            path: ['rotas', name],
            problem: `“${name}” already means something on a ladder: choose another name.`,
          },
        ]
      : []),
    ...toRota(rota).overrides.flatMap(({ fromAt, toAt }, index) =>
      toAt > fromAt
        ? []
        : [{ path: ['rotas', name, 'overrides', index, 'to'], problem: 'This is not later than “from”.' }],
    ),
  ]);
}

export function toRota(written: WrittenRotas[string]): Rota {
  return {
    zone: written.zone,
    people: written.people.map(personId),
    starts: written.starts,
    everyDays: written.every,
    overrides: written.overrides.map(({ from, to, person: standIn }) => ({
      fromAt: instantOf(written.zone, from.day, from.minute),
      toAt: instantOf(written.zone, to.day, to.minute),
      person: personId(standIn),
    })),
  };
}
