import { z } from 'zod';
import type { Target } from '../../domain/charter/target.js';
import type { JsonObject } from '../../domain/json.js';
import type { Problem } from '../written/charter-error.js';
import { envName, everyTool, hosts, jsonObject } from '../written/parts.js';
import { referencesIn, type ToolForm, variablesIn } from '../written/tool-form.js';

const call = z.strictObject({ tool: z.string().min(1), arguments: jsonObject.default({}) });

/** Tools of an MCP server, started by a command or reached at an address. */
export interface McpTarget extends Target {
  readonly kind: 'mcp';
  readonly command: readonly string[] | null;
  /** Variables that the command is given; it sees no others of ours. */
  readonly environmentEnvs: readonly string[];
  readonly urlEnv: string | null;
  readonly credentialsEnv: string | null;
  readonly hosts: readonly string[];
  readonly read: McpCall | null;
  readonly write: McpCall;
  readonly recordAt: string | null;
  /** The argument of the write that carries the key of the call. */
  readonly keyArgument: string | null;
}

export interface McpCall {
  readonly tool: string;
  readonly arguments: JsonObject;
}

export const mcpTool = z.strictObject({
  ...everyTool,
  connector: z.literal('mcp'),
  command: z.array(z.string().min(1)).min(1).optional(),
  env: z.array(envName).optional(),
  url_env: envName.optional(),
  credentials_env: envName.optional(),
  hosts: hosts.optional(),
  read: call.optional(),
  write: call,
  record: z.string().min(1).optional(),
  key_argument: z.string().min(1).optional(),
  sets: jsonObject.optional(),
});
type Written = z.output<typeof mcpTool>;

export function mcpForm(tool: Written): ToolForm<McpTarget> {
  return {
    target: {
      kind: 'mcp',
      command: tool.command ?? null,
      environmentEnvs: tool.env ?? [],
      urlEnv: tool.url_env ?? null,
      credentialsEnv: tool.credentials_env ?? null,
      hosts: tool.hosts ?? [],
      read: tool.read ?? null,
      write: tool.write,
      recordAt: tool.record ?? null,
      keyArgument: tool.key_argument ?? null,
    },
    variables: variablesIn({
      addresses: [tool.url_env],
      credentials: [tool.credentials_env, ...(tool.env ?? [])],
    }),
    reads: tool.read !== undefined,
    writes: { ...tool.write.arguments, ...tool.sets },
    writesFrom: 'the arguments of the write, or “sets”,',
    addressedBy: referencesIn(tool.read?.arguments, []).map(({ argument }) => argument),
    refers: [
      ...referencesIn(tool.read?.arguments, ['read', 'arguments']),
      ...referencesIn(tool.write.arguments, ['write', 'arguments']),
      ...referencesIn(tool.sets, ['sets']),
    ],
    problems: problemsOf(tool),
  };
}

function problemsOf(tool: Written): Problem[] {
  return [
    ...((tool.command === undefined) === (tool.url_env === undefined)
      ? [{ path: [], problem: 'An MCP server is reached by a command or by a url_env: give one of them.' }]
      : []),
    ...(tool.command && (tool.hosts || tool.credentials_env)
      ? [{ path: ['command'], problem: 'A command takes its credentials from env, and has no hosts.' }]
      : []),
    ...(tool.idempotent_by_key !== undefined && tool.key_argument === undefined
      ? [{ path: ['idempotent_by_key'], problem: 'Say with key_argument which argument carries the key.' }]
      : []),
  ];
}
