import { z } from 'zod';
import {
  idempotencyKey,
  isSeveralStatements,
  priorOf,
  sqlPlaceholders,
} from '../../domain/charter/sql-statement.js';
import type { Target } from '../../domain/charter/target.js';
import type { JsonObject } from '../../domain/json.js';
import type { Problem } from '../written/charter-error.js';
import { envName, everyTool, jsonObject } from '../written/parts.js';
import {
  type Reference,
  referencesIn,
  rootOf,
  sameNamed,
  type ToolForm,
  variablesIn,
} from '../written/tool-form.js';

const statement = z.string().refine((text) => !isSeveralStatements(text), 'Write one statement only.');

export interface SqlTarget extends Target {
  readonly kind: 'sql';
  /** `sqlite:./file.db` or `postgres://…`. */
  readonly urlEnv: string;
  readonly read: string | null;
  readonly write: string;
}

export const sqlTool = z.strictObject({
  ...everyTool,
  connector: z.literal('sql'),
  url_env: envName,
  /** It also runs in a transaction that cannot write. */
  read: statement
    .regex(/^\s*(select|with)\b/i, 'A read is a “select”, because it happens before anybody approves.')
    .optional(),
  write: statement.regex(
    /^\s*(insert|update|delete|with)\b/i,
    'A write is an “insert”, “update” or “delete”.',
  ),
  sets: jsonObject.optional(),
});
type Written = z.output<typeof sqlTool>;

export function sqlForm(tool: Written): ToolForm<SqlTarget> {
  const inWrite = sqlPlaceholders(tool.write);
  const inRead = sqlPlaceholders(tool.read ?? '');
  const writes: JsonObject = { ...sameNamed(tool.prior_values, inWrite), ...tool.sets };
  return {
    target: { kind: 'sql', urlEnv: tool.url_env, read: tool.read ?? null, write: tool.write },
    variables: variablesIn({ addresses: [tool.url_env] }),
    reads: tool.read !== undefined,
    writes,
    writesFrom: 'the write, or “sets”,',
    addressedBy: inRead.map(rootOf),
    refers: [
      ...inRead.map((name) => ({ argument: rootOf(name), path: ['read'] })),
      ...inWrite.flatMap((name) => argumentIn(tool, name)),
      ...referencesIn(tool.sets, ['sets']),
    ],
    problems: [...swapProblems(tool, inWrite), ...keyProblems(tool, inWrite)],
  };
}

function argumentIn(tool: Written, name: string): Reference[] {
  const prior = priorOf(name);
  const isOurs = name === idempotencyKey || (prior !== null && tool.prior_values.includes(prior));
  return isOurs ? [] : [{ argument: rootOf(name), path: ['write'] }];
}

/** A statement that does not look at what stood there would write over somebody else's change. */
function swapProblems(tool: Written, inWrite: readonly string[]): Problem[] {
  return (tool.risk === 'reversible' ? tool.prior_values : []).flatMap((field): Problem[] =>
    inWrite.includes(`prior_${field}`)
      ? []
      : [
          {
            path: ['write'],
            problem: `This would write over a change of somebody else: add “and ${field} = :prior_${field}”.`,
          },
        ],
  );
}

function keyProblems(tool: Written, inWrite: readonly string[]): Problem[] {
  if (tool.idempotent_by_key === undefined) return [];
  if (!inWrite.includes(idempotencyKey))
    return [{ path: ['idempotent_by_key'], problem: `The write never uses :${idempotencyKey}.` }];
  return inWrite.some((name) => priorOf(name) !== null)
    ? [
        {
          path: ['idempotent_by_key'],
          problem: 'A write that compares with :prior_… cannot also be repeated.',
        },
      ]
    : [];
}
