import { z } from 'zod';
import type { TargetVariable } from '../../domain/charter/target.js';
import type { JsonObject } from '../../domain/json.js';
import type { Problem } from '../written/charter-error.js';
import { envName, everyTool, hosts, jsonObject } from '../written/parts.js';
import type { Path } from '../written/references.js';
import { type Reference, referencesIn, rootOf, type ToolForm, variablesIn } from '../written/tool-form.js';
import type { HttpAuth, HttpCall, HttpTarget } from './target.js';

const path = z.string().startsWith('/', 'A path begins with “/”.');
const write = z.strictObject({
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
  path,
  body: jsonObject.optional(),
});
const readsOnly = 'A read is a GET, because it happens before anybody approves.';
/** Reads happen before anybody has approved anything, so they must not be able to change a record. */
const read = z
  .strictObject({ method: z.enum(['GET', 'POST'], readsOnly), path, body: jsonObject.optional() })
  .superRefine(({ method, body }, context) => {
    if (method === 'GET' || isGraphqlQuery(body)) return;
    context.addIssue({ code: 'custom', path: ['method'], message: readsOnly });
  });

function isGraphqlQuery(body: JsonObject | undefined): boolean {
  return (
    typeof body?.query === 'string' &&
    /^\s*(query\b|\{)/.test(body.query) &&
    !/\b(mutation|subscription)\b/.test(body.query)
  );
}

const ownHeaders =
  /^(authorization|cookie|host|content-.*|transfer-encoding|connection|idempotency-key|if-match)$/i;
const anyHeader = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'This is not the name of a header, such as X-Api-Version.');
const headerName = anyHeader.refine(
  (text) => !ownHeaders.test(text),
  'The connector sets this header itself.',
);

const auth = z.union(
  [
    z.strictObject({ bearer: envName }),
    z.strictObject({ basic: z.strictObject({ user_env: envName, password_env: envName }) }),
    z.strictObject({ header: z.strictObject({ name: anyHeader, value_env: envName }) }),
    z.strictObject({
      oauth: z.strictObject({
        token_url_env: envName,
        client_id_env: envName,
        client_secret_env: envName,
        scope: z.string().min(1).optional(),
      }),
    }),
  ],
  'Credentials are { bearer: TOKEN }, { basic: { user_env, password_env } }, { header: { name, value_env } } or { oauth: { token_url_env, client_id_env, client_secret_env } }.',
);

export const httpTool = z.strictObject({
  ...everyTool,
  connector: z.literal('http'),
  base_url_env: envName,
  credentials_env: envName.optional(),
  auth: auth.optional(),
  hosts: hosts.optional(),
  headers: z
    .record(headerName, z.string().regex(/^[\x20-\x7e]*$/, 'This cannot stand in a header.'))
    .optional(),
  encoding: z.enum(['json', 'form']).optional(),
  record: z.string().min(1).optional(),
  etag: z.boolean().optional(),
  read: read.optional(),
  write,
  sets: jsonObject.optional(),
});
type Written = z.output<typeof httpTool>;
type WrittenCall = Written['write'] | NonNullable<Written['read']>;

export function httpForm(tool: Written): ToolForm<HttpTarget> {
  const inPaths = [tool.write, tool.read].flatMap((call) => (call ? namesInPath(call.path) : []));
  return {
    target: {
      kind: 'http',
      baseUrlEnv: tool.base_url_env,
      auth: authOf(tool),
      hosts: tool.hosts ?? [],
      headers: tool.headers ?? {},
      encoding: tool.encoding ?? 'json',
      recordAt: tool.record ?? null,
      etag: tool.etag ?? false,
      read: tool.read ? toCall(tool.read) : null,
      write: toCall(tool.write),
    },
    variables: variablesOf(tool),
    reads: tool.read !== undefined,
    writes: { ...tool.write.body, ...tool.sets },
    writesFrom: 'the body of the write',
    addressedBy: [...inPaths, ...referencesIn(tool.read?.body, []).map(({ argument }) => argument)],
    refers: [
      ...callReferences(tool.read, ['read']),
      ...callReferences(tool.write, ['write']),
      ...referencesIn(tool.sets, ['sets']),
    ],
    problems: [
      ...(tool.read ? pathProblems(tool.read, ['read', 'path']) : []),
      ...pathProblems(tool.write, ['write', 'path']),
      ...contradictions(tool),
    ],
  };
}

function contradictions(tool: Written): Problem[] {
  return [
    ...(tool.auth && tool.credentials_env
      ? [{ path: ['auth'], problem: 'Give either auth or credentials_env.' }]
      : []),
    ...(tool.etag && !tool.read ? [{ path: ['etag'], problem: 'An ETag comes with a read.' }] : []),
    ...(tool.etag && tool.idempotent_by_key !== undefined
      ? [{ path: ['etag'], problem: 'With idempotent_by_key a call may be repeated, which an ETag forbids.' }]
      : []),
  ];
}

function variablesOf({ base_url_env: base, credentials_env: token, auth: given }: Written): TargetVariable[] {
  const oauth = given && 'oauth' in given ? given.oauth : null;
  const basic = given && 'basic' in given ? given.basic : null;
  return variablesIn({
    addresses: [base, oauth?.token_url_env],
    credentials: [
      given && 'bearer' in given ? given.bearer : token,
      basic?.user_env,
      basic?.password_env,
      given && 'header' in given ? given.header.value_env : null,
      oauth?.client_id_env,
      oauth?.client_secret_env,
    ],
  });
}

function authOf({ auth: written, credentials_env: tokenEnv, hosts: named }: Written): HttpAuth | null {
  if (!written) return tokenEnv ? { kind: 'bearer', tokenEnv } : null;
  if ('bearer' in written) return { kind: 'bearer', tokenEnv: written.bearer };
  if ('basic' in written)
    return { kind: 'basic', userEnv: written.basic.user_env, passwordEnv: written.basic.password_env };
  if ('header' in written)
    return { kind: 'header', name: written.header.name, valueEnv: written.header.value_env };
  return {
    kind: 'oauth',
    tokenUrlEnv: written.oauth.token_url_env,
    clientIdEnv: written.oauth.client_id_env,
    clientSecretEnv: written.oauth.client_secret_env,
    scope: written.oauth.scope ?? null,
    hosts: named ?? [],
  };
}

function toCall({ method, path: template, body }: WrittenCall): HttpCall {
  return {
    method,
    path: template,
    body: body ?? null,
  };
}

const expressions = /\{([+#./;?&|!@,=]?)([^{}]*)\}/g;

function namesInPath(template: string): string[] {
  return [...template.matchAll(expressions)].flatMap(([, , names = '']) =>
    names.split(',').map((one) => rootOf(one.replace(/(:\d+|\*)$/, ''))),
  );
}

function callReferences(call: WrittenCall | undefined, at: Path): Reference[] {
  return call
    ? [
        ...namesInPath(call.path).map((argument) => ({ argument, path: [...at, 'path'] })),
        ...referencesIn(call.body, [...at, 'body']),
      ]
    : [];
}

function pathProblems(call: WrittenCall, at: Path) {
  const isOdd =
    /[{}]/.test(call.path.replace(expressions, '')) ||
    [...call.path.matchAll(expressions)].some(([, operator = '']) => !['', '/', '?', '&'].includes(operator));
  return isOdd ? [{ path: at, problem: 'A path may only use {name}, {/name}, {?name} and {&name}.' }] : [];
}
