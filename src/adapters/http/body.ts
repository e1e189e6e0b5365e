import { z } from 'zod';
import { type Json, pointerPart } from '../../domain/json.js';
import { problem } from './problem.js';

/** What an agent may submit: the seed's shape, and more of the packet where the agent has it. */
const text = z
  .string()
  .trim()
  .min(1, 'This cannot be empty.')
  .max(20_000, 'This is longer than 20000 characters.');
const short = z
  .string()
  .trim()
  .min(1, 'This cannot be empty.')
  .max(500, 'This is longer than 500 characters.');
const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);
const jsonObject = z.record(z.string().max(100), json);
const link = z.strictObject({
  label: short,
  url: z
    .url({ protocol: /^https?$/, error: 'This must be a web address that begins with http:// or https://.' })
    .max(2_000),
});
const person = z.string().regex(/^[UW][A-Z0-9]{2,}$/, 'A person is named by their Slack id, such as U0ANA.');

const packet = z.strictObject({
  goal: text.optional(),
  what_happened: text.optional(),
  current_state: text.optional(),
  decisions_made: z.array(short).max(50).optional(),
  already_done: z.array(short).max(50).optional(),
  must_not_change: z.array(short).max(50).optional(),
  open_questions: z.array(short).max(50).optional(),
  next_action: text.optional(),
  definition_of_done: text.optional(),
});

const submission = z
  .strictObject({
    task: short,
    client: short.optional(),
    account: short.optional(),
    summary: z
      .string()
      .trim()
      .min(1, 'This cannot be empty.')
      .max(1_000, 'A summary has at most 1000 characters.')
      .optional(),
    text: text.optional(),
    draft_response: text.optional(),
    confidence: z.number().min(0, 'This is between 0 and 1.').max(1, 'This is between 0 and 1.').optional(),
    flags: z.array(short).max(50).default([]),
    recommended_action: short.optional(),
    options: z.array(short).max(50).default([]),
    packet: packet.optional(),
    fields: jsonObject.default({}),
    actions: z
      .array(z.strictObject({ tool: short, arguments: jsonObject }))
      .max(20)
      .default([]),
    requester: person.optional(),
    links: z.array(link).max(20).default([]),
    urgency: z.enum(['low', 'normal', 'high', 'critical']).default('normal'),
  })
  .refine((body) => body.summary !== undefined || body.text !== undefined, {
    path: ['summary'],
    message: 'Give a summary in one sentence, or the raw text to be packed.',
  });
export type SubmittedBody = z.output<typeof submission>;

export function readSubmission(body: unknown): SubmittedBody {
  const said = withoutNulls(body);
  const packed = isObject(said) && 'packet' in said ? { ...said, packet: withoutNulls(said.packet) } : said;
  return readBody(submission, packed);
}

/** Typed clients and models write null for what there is not. */
function withoutNulls(body: unknown): unknown {
  return isObject(body)
    ? Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null))
    : body;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Throws a 400 that names every field at fault. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const errors = read.error.issues.flatMap(errorsOf);
  const first = errors[0];
  const more = errors.length > 1 ? ` and ${errors.length - 1} more` : '';
  throw problem(400, `${first?.pointer || 'The body'}: ${first?.detail ?? 'wrong'}${more}`, {
    ...(first ? { pointer: first.pointer } : {}),
    errors,
  });
}

function errorsOf(issue: z.core.$ZodIssue): { pointer: string; detail: string }[] {
  const path = issue.path.map((part) => `/${pointerPart(part)}`).join('');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: `${path}/${pointerPart(key)}`,
      detail: 'There is no such field.',
    }));
  return [{ pointer: path, detail: issue.message }];
}

export const cancelBody = z.strictObject({ reason: short });
export const rollbackBody = z.strictObject({ reason: short });
export const informationBody = z
  .strictObject({
    fields: jsonObject.nullish().transform((fields) => fields ?? {}),
    answer: text.nullish().transform((answer) => answer ?? undefined),
  })
  .refine(
    (body) => body.answer !== undefined || Object.keys(body.fields).length > 0,
    'Give fields or an answer.',
  );
