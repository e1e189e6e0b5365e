import { z } from 'zod';
import { everyExcluded, handoffTypes } from '../../domain/charter/charter.js';
import { duration } from '../../tools/written/durations.js';
import { budget, envName, jsonObject, name, named, valueType } from '../../tools/written/parts.js';
import { tool } from '../../tools/written-tool.js';
import { calendars } from './time/calendars.js';
import { ladders } from './time/ladders.js';
import { paging } from './time/paging.js';
import { writtenPeople } from './time/people.js';
import { quietHours } from './time/quiet-hours.js';
import { rotas, writtenPerson } from './time/rotas.js';
import { timezone } from './time/zone.js';

/** The charter as it is written: strict, so that a misspelt key is an error and never silently nothing. */
const level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)], 'A level is 1, 2, 3 or 4.');
const mode = z.enum(['act', 'recommend']);
const channel = z.string().regex(/^(#.+|C[A-Z0-9]+)$/, 'A channel is written as “#name” or by its id.');

const rule = z.strictObject({
  when: z.string().min(1),
  level: level.optional(),
  quorum: z.number().int().min(1).max(20).optional(),
  approvers: z.array(name).min(1).optional(),
  owner: name.optional(),
});

const taskType = z.strictObject({
  describes: z.string().min(1),
  aliases: z.array(z.string()).default([]),
  handoff_type: z.enum(handoffTypes),
  mode: mode.optional(),
  level,
  channel,
  owner: name,
  fields: named(valueType).default({}),
  approvers: z
    .strictObject({
      role: name.optional(),
      roles: z.array(name).optional(),
      quorum: z.number().int().min(1).max(20).default(1),
      exclude: z.array(z.enum(everyExcluded)).default([...everyExcluded]),
    })
    .optional(),
  readers: z
    .union([z.literal('channel'), z.array(name)], 'Readers are a list of roles, or “channel”.')
    .default([]),
  rules: z.array(rule).default([]),
  options: named(z.strictObject({ label: z.string().min(1).max(75), owner: name })).default({}),
  escalate_to: z.array(name).default([]),
  sla: z.strictObject({ decide_within: duration, expire_after: duration.default(14 * 86_400_000) }),
  ladder: name,
  tools: z.array(name).default([]),
  plan: z.array(z.strictObject({ tool: name, arguments: jsonObject.default({}) })).default([]),
  confidence: z
    .strictObject({
      approve: z.number().min(0).max(1).default(0.85),
      take_over: z.number().min(0).max(1).default(0),
    })
    .default({ approve: 0.85, take_over: 0 }),
  trust_extracted: z.array(name).default([]),
  budget: budget.optional(),
  approval_valid_for: duration.default(900_000),
  undo_within: duration.default(86_400_000),
  reject_categories: z
    .array(z.string().min(1).max(75))
    .min(1)
    .max(100)
    .default(['wrong', 'incomplete', 'not_needed', 'other']),
});

export const charterSchema = z.strictObject({
  organization: z.string().min(1),
  timezone,
  mode: mode.default('act'),
  exceptions: z.strictObject({ channel, owner: name, remind_every: duration.default(4 * 3_600_000) }),
  nudges: z
    .strictObject({
      per_day: z.number().int().min(1).max(1_000).default(20),
      digest_from: z.number().int().min(2).max(100).default(3),
      quiet_hours: quietHours.optional(),
    })
    .default({ per_day: 20, digest_from: 3 }),
  break_glass: z.strictObject({ role: name }).optional(),
  agents: named(
    z.strictObject({ token_env: envName, may_submit: z.array(name).min(1), owner: writtenPerson.optional() }),
  ),
  roles: named(
    z.strictObject({
      usergroup: z.string().optional(),
      users: z.array(writtenPerson).optional(),
      manager: name.optional(),
      calendar: name.optional(),
    }),
  ),
  calendars,
  ladders,
  paging: paging.optional(),
  rotas,
  people: writtenPeople,
  tools: named(tool).default({}),
  task_types: named(taskType),
});
export type WrittenCharter = z.output<typeof charterSchema>;
export type WrittenTaskType = WrittenCharter['task_types'][string];
export type WrittenValueType = z.output<typeof valueType>;
