import { z } from 'zod';
import type { Rung } from '../../../domain/charter/charter.js';
import { duration, rungAt } from '../../../tools/written/durations.js';
import { name, named } from '../../../tools/written/parts.js';

export const ladders = named(
  z
    .array(
      z.strictObject({
        at: rungAt,
        do: z.enum(['nudge', 'escalate', 'notify', 'page']),
        who: z.union([name, z.string().regex(/^#./)], 'This is a name, or a channel such as #sales.'),
        outside_slack: z.boolean().default(false),
        in: z.literal('thread', 'This is “thread”: the thread of the card is told as well.').optional(),
        repeat: z
          .strictObject({
            every: duration.refine((ms) => ms >= 60_000, 'This must be at least a minute.'),
            at_most: z.number().int().min(1).max(100),
          })
          .optional(),
        only_if: z.string().min(1).optional(),
      }),
    )
    .min(1),
);
export type WrittenRung = z.output<typeof ladders>[string][number];

export function toRung({
  at,
  in: where,
  only_if: onlyIf,
  outside_slack: outside,
  repeat,
  ...rung
}: WrittenRung): Rung {
  return {
    ...at,
    do: rung.do,
    who: rung.who,
    ...(outside ? { outsideSlack: true } : {}),
    ...(where ? { inThread: true } : {}),
    ...(repeat ? { repeat: { everyMs: repeat.every, atMost: repeat.at_most } } : {}),
    ...(onlyIf ? { onlyIf } : {}),
  };
}
