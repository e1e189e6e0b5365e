import { z } from 'zod';
import type { HttpCall } from '../../../domain/target.js';
import type { Path } from '../leads.js';
import { envName, everyTool, jsonObject } from './parts.js';
import { type Reference, referencesIn, rootOf, type ToolForm } from './tool-form.js';

const path = z.string().startsWith('/', 'A path begins with “/”.');
/** Reads happen before anybody has approved anything, so they must not be able to change a record. */
const read = z.strictObject({
  method: z.literal('GET', 'A read is a GET, because it happens before anybody approves.'),
  path,
  body: jsonObject.optional(),
});
const write = z.strictObject({
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
  path,
  body: jsonObject.optional(),
});

export const httpTool = z.strictObject({
  ...everyTool,
  connector: z.literal('http'),
  base_url_env: envName,
  credentials_env: envName.optional(),
  read: read.optional(),
  write,
});
type Written = z.output<typeof httpTool>;
type WrittenCall = Written['write'] | NonNullable<Written['read']>;

export const httpForm = (tool: Written): ToolForm => {
  const inPaths = [tool.write, tool.read].flatMap((call) => (call ? namesInPath(call.path) : []));
  return {
    target: {
      kind: 'http',
      baseUrlEnv: tool.base_url_env,
      credentialsEnv: tool.credentials_env ?? null,
      read: tool.read ? toCall(tool.read) : null,
      write: toCall(tool.write),
    },
    reads: tool.read !== undefined,
    writes: tool.write.body ?? {},
    writesFrom: 'the body of the write',
    addressedBy: inPaths,
    refers: [...callReferences(tool.read, ['read']), ...callReferences(tool.write, ['write'])],
    problems: [
      ...(tool.read ? pathProblems(tool.read, ['read', 'path']) : []),
      ...pathProblems(tool.write, ['write', 'path']),
    ],
  };
};

const toCall = ({ method, path: template, body }: WrittenCall): HttpCall => ({
  method,
  path: template,
  body: body ?? null,
});

const expressions = /\{([+#./;?&|!@,=]?)([^{}]*)\}/g;

const namesInPath = (template: string): string[] =>
  [...template.matchAll(expressions)].flatMap(([, , names = '']) =>
    names.split(',').map((one) => rootOf(one.replace(/(:\d+|\*)$/, ''))),
  );

const callReferences = (call: WrittenCall | undefined, at: Path): Reference[] =>
  call
    ? [
        ...namesInPath(call.path).map((argument) => ({ argument, path: [...at, 'path'] })),
        ...referencesIn(call.body, [...at, 'body']),
      ]
    : [];

const pathProblems = (call: WrittenCall, at: Path) => {
  const isOdd =
    /[{}]/.test(call.path.replace(expressions, '')) ||
    [...call.path.matchAll(expressions)].some(([, operator = '']) => !['', '/', '?', '&'].includes(operator));
  return isOdd ? [{ path: at, problem: 'A path may only use {name}, {/name}, {?name} and {&name}.' }] : [];
};
