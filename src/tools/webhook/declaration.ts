import { z } from 'zod';
import type { Target } from '../../domain/charter/target.js';
import type { JsonObject } from '../../domain/json.js';
import { envName, everyTool, hosts, jsonObject } from '../written/parts.js';
import { referencesIn, type ToolForm, variablesIn } from '../written/tool-form.js';

/** An event signed after Standard Webhooks. */
export interface WebhookTarget extends Target {
  readonly kind: 'webhook';
  readonly urlEnv: string;
  readonly secretEnv: string;
  readonly hosts: readonly string[];
  readonly event: string;
  readonly payload: JsonObject;
}

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

export function webhookForm(tool: z.output<typeof webhookTool>): ToolForm<WebhookTarget> {
  return {
    target: {
      kind: 'webhook',
      urlEnv: tool.url_env,
      secretEnv: tool.secret_env,
      hosts: tool.hosts ?? [],
      event: tool.event,
      payload: tool.payload,
    },
    variables: variablesIn({ addresses: [tool.url_env], credentials: [tool.secret_env] }),
    reads: false,
    writes: tool.payload,
    writesFrom: 'the payload',
    addressedBy: [],
    refers: referencesIn(tool.payload, ['payload']),
    problems: [],
  };
}
