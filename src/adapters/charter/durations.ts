import { z } from 'zod';

const unitMs: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `30m`, `4h`, `2d` as milliseconds; null when it is no duration. */
export const parseDuration = (text: string): number | null => {
  const found = /^(?<count>\d{1,6})\s?(?<unit>ms|s|m|h|d)$/.exec(text.trim())?.groups;
  return found?.count && found.unit ? Number(found.count) * (unitMs[found.unit] ?? 0) : null;
};

const orIssue = <T>(parse: (text: string) => T | null, wanted: string) =>
  z.string().transform((text, context): T => {
    const parsed = parse(text);
    if (parsed !== null) return parsed;
    context.addIssue({ code: 'custom', message: `“${text}” is not ${wanted}.` });
    return z.NEVER;
  });

export const duration = orIssue(parseDuration, 'a duration, such as 30m, 4h or 2d');

/** Where a rung of a ladder stands: `50% of sla`, `sla + 4h` or `30m`. */
export const rungAt = orIssue((text) => {
  const share = /^(?<percent>\d{1,4})% of sla$/.exec(text.trim())?.groups?.percent;
  if (share) return { percentOfSla: Number(share), plusMs: 0 };
  const after = /^sla \+ (?<wait>.+)$/.exec(text.trim())?.groups?.wait;
  const wait = parseDuration(after ?? text);
  return wait === null ? null : { percentOfSla: after ? 100 : 0, plusMs: wait };
}, 'a time on the ladder, such as “50% of sla”, “sla + 4h” or “30m”');
