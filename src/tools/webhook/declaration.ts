import { z } from 'zod';
import { envName, everyTool, hosts, jsonObject } from '../written/parts.js';
import { referencesIn, type ToolForm } from '../written/tool-form.js';

export const webhookTool = z.strictObject({
  ...everyTool,
  connector: z.literal('webhook'),
  url_env: envName,
  secret_env: envName,
  hosts: hosts.optional(),
  event: z
    .string()
    .regex(/^[A-Za-z0-9_.]+$/, 'An event has letters, digits, “_” and “.” only, such as deal.won.'),
  payload: jsonObject,
});

export const webhookForm = (tool: z.output<typeof webhookTool>): ToolForm => ({
  target: {
    kind: 'webhook',
    urlEnv: tool.url_env,
    secretEnv: tool.secret_env,
    hosts: tool.hosts ?? [],
    event: tool.event,
    payload: tool.payload,
  },
  reads: false,
  writes: tool.payload,
  writesFrom: 'the payload',
  addressedBy: [],
  refers: referencesIn(tool.payload, ['payload']),
  problems: [],
});
