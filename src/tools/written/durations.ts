import { z } from 'zod';

const unitMs: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `90s`, `30m`, `4h`, `2d` as milliseconds; null when it is no duration. */
export function parseDuration(text: string): number | null {
  const found = /^(?<count>\d{1,6})\s?(?<unit>ms|s|m|h|d)$/.exec(text.trim())?.groups;
  return found?.count && found.unit ? Number(found.count) * (unitMs[found.unit] ?? 0) : null;
}

function orIssue<T>(parse: (text: string) => T | null, wanted: string) {
  return z.string().transform((text, context): T => {
    const parsed = parse(text);
    if (parsed !== null) return parsed;
    context.addIssue({ code: 'custom', message: `“${text}” is not ${wanted}.` });
    return z.NEVER;
  });
}

export const duration = orIssue(parseDuration, 'a duration, such as 30m, 4h or 2d');

/** Where a rung of a ladder stands: `50% of sla`, `sla + 4h`, `sla - 30m` or `30m`. */
export const rungAt = orIssue((text) => {
  const found = /^(?:(?<percent>\d{1,4})% of )?sla(?: (?<sign>[+-]) (?<wait>.+))?$/.exec(text.trim())?.groups;
  const wait = found ? (found.wait ? parseDuration(found.wait) : 0) : parseDuration(text);
  if (wait === null) return null;
  return {
    percentOfSla: found ? Number(found.percent ?? 100) : 0,
    plusMs: found?.sign === '-' ? -wait : wait,
  };
}, 'a time on the ladder, such as “50% of sla”, “sla + 4h”, “sla - 30m” or “30m”');
