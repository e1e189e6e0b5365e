import { z } from 'zod';
import type { Limit } from '../../domain/charter/limit.js';
import { moneyCounts } from '../../domain/charter/money.js';
import type { Json, JsonObject } from '../../domain/json.js';
import { duration } from './durations.js';

/** The parts that written charters are made of: strict, so that a misspelt key is an error and never silently nothing. */
export const name = z
  .string()
  .regex(/^[a-z][a-z0-9_.-]*$/i, 'A name has letters, digits, “_”, “-” and “.” only.');
export const named = <T extends z.ZodType>(value: T) => z.record(name, value);
export const envName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'This names an environment variable, such as CRM_TOKEN.');
const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json);

const plainKind = z.enum(['string', 'text', 'integer', 'number', 'boolean', 'money', 'email']);
export const valueType = z.union(
  [
    plainKind,
    z.strictObject({ enum: z.array(z.string()).min(1), optional: z.boolean().optional() }),
    z.strictObject({
      type: plainKind,
      max_length: z.number().int().min(1).max(100_000).optional(),
      optional: z.boolean().optional(),
      negative: z.boolean().optional(),
    }),
  ],
  'A type is string, text, integer, number, boolean, money, email, { enum: [...] } or { type: ..., optional: true }.',
);

const count = z.number().int().min(1).max(1_000_000);
/** How often a tool may be called. */
const limits = z
  .strictObject({ per_minute: count.optional(), per_hour: count.optional(), per_day: count.optional() })
  .transform((written): Limit[] => limitsOf(written.per_minute, written.per_hour, written.per_day));
/** How much of a kind of work the bot may do alone. */
export const budget = z
  .strictObject({ actions_per_hour: count.optional(), actions_per_day: count.optional() })
  .transform((written): Limit[] => limitsOf(undefined, written.actions_per_hour, written.actions_per_day));

function limitsOf(minute?: number, hour?: number, day?: number): Limit[] {
  return Object.entries({ minute, hour, day }).flatMap(([per, atMost]) =>
    atMost === undefined ? [] : [{ atMost, per: per as Limit['per'] }],
  );
}

/** What every tool says of itself, whatever carries it out. */
export const everyTool = {
  describes: z.string().min(1),
  timeout: duration.default(10_000),
  arguments: named(valueType),
  prior_values: z.array(z.string()).default([]),
  probe: jsonObject.optional(),
  limits: limits.optional(),
  money: z.enum(moneyCounts).optional(),
  idempotent_by_key: duration.optional(),
  risk: z.enum(['reversible', 'compensable', 'irreversible']),
  customer_facing: z.boolean().default(false),
  sensitive: z.boolean().default(false),
  undo: z.strictObject({ tool: name, arguments: jsonObject, within: duration.optional() }).optional(),
};

export const hosts = z
  .array(
    z
      .string()
      .regex(
        /^[a-z0-9.:-]+$/,
        'A host is written in small letters and without a port, such as crm.example.com.',
      ),
  )
  .min(1);
