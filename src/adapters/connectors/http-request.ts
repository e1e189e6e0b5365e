import { parseTemplate } from 'url-template';
import { fillObject, valueAt } from '../../domain/call-template.js';
import type { Json, JsonObject } from '../../domain/json.js';
import type { HttpCall, HttpTarget } from '../../domain/target.js';

export interface HttpRequest {
  readonly url: URL;
  readonly method: HttpCall['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  /** Never to be seen outside the request itself. */
  readonly secret: string | null;
}

/** The value of an environment variable; undefined when it is not set. */
export type Secrets = (name: string) => string | undefined;

/** A call cannot be made as it is declared or filled in; the message says what to change. Nothing was sent. */
export class RequestProblem extends Error {}

interface HttpToolCall {
  readonly target: HttpTarget;
  readonly timeoutMs: number;
}

/** Throws a `RequestProblem`. */
export const requestOf = (
  tool: HttpToolCall,
  call: HttpCall & { readonly arguments: JsonObject; readonly key?: string },
  secrets: Secrets,
): HttpRequest => {
  const http = tool.target;
  const secret = http.credentialsEnv === null ? null : secretOf(http.credentialsEnv, secrets);
  const body = call.body && JSON.stringify(fillObject(call.body, (name) => valueAt(call.arguments, name)));
  return {
    url: urlOf(baseOf(http.baseUrlEnv, secrets), call),
    method: call.method,
    headers: {
      accept: 'application/json',
      'user-agent': 'countersign',
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
      ...(call.key === undefined ? {} : { 'idempotency-key': call.key }),
    },
    body,
    timeoutMs: tool.timeoutMs,
    secret,
  };
};

const secretOf = (name: string, secrets: Secrets): string => {
  const secret = secrets(name)?.trim();
  if (!secret) throw new RequestProblem(`${name} is not set, so there are no credentials for this tool.`);
  if (!/^[\x21-\x7e]+$/.test(secret))
    throw new RequestProblem(`${name} holds characters that no credential can have.`);
  return secret;
};

const baseOf = (name: string, secrets: Secrets): URL => {
  const text = secrets(name)?.trim();
  if (!text) throw new RequestProblem(`${name} is not set, so this tool has no address.`);
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url && !url.username && !url.password && !url.search && !url.hash;
  if (!isPlain || !['http:', 'https:'].includes(url.protocol))
    throw new RequestProblem(
      `${name} must be a plain http or https address, such as https://crm.example.com.`,
    );
  return url;
};

const urlOf = (base: URL, call: HttpCall & { readonly arguments: JsonObject }): URL => {
  const path = parseTemplate(call.path).expand(pathValues(call.path, call.arguments));
  const text = `${base.origin}${base.pathname.replace(/\/$/, '')}${path}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  // The parser resolves dot segments and drops tabs: an address that it changes is not the declared one.
  if (!path.startsWith('/') || url?.href !== text || url.origin !== base.origin)
    throw new RequestProblem(`The path “${call.path}” does not make an address.`);
  return url;
};

const expressions = /\{([+#./;?&|!@,=]?)([^{}]*)\}/g;

const pathValues = (
  template: string,
  given: JsonObject,
): Record<string, string | number | boolean | null> => {
  const values: Record<string, string | number | boolean | null> = {};
  for (const [, operator = '', names = ''] of template.matchAll(expressions)) {
    if (!['', '/', '?', '&'].includes(operator))
      throw new RequestProblem(`The path “${template}” may only use {name}, {/name}, {?name} and {&name}.`);
    for (const name of names.split(',').map((text) => text.replace(/(:\d+|\*)$/, ''))) {
      const value = valueAt(given, name) ?? null;
      values[name] = operator === '' || operator === '/' ? segment(name, value) : parameter(name, value);
    }
  }
  return values;
};

/** Some servers decode a path before they split it, so what could become another path is refused, not encoded. */
const segment = (name: string, value: Json): string | number | boolean => {
  const plain = parameter(name, value);
  const text = String(plain ?? '');
  if (plain === null || text === '') throw new RequestProblem(`“${name}” is empty, so there is no address.`);
  const leaves = /[/\\]|%(2f|5c|2e|25)/i.test(text) || /^\.{1,2}$/.test(text);
  if (leaves) throw new RequestProblem(`“${name}” holds characters that cannot stand in an address.`);
  return plain;
};

const parameter = (name: string, value: Json): string | number | boolean | null => {
  if (typeof value === 'object' && value !== null)
    throw new RequestProblem(`“${name}” has several parts, so it cannot stand in an address.`);
  // Control characters and lone surrogates.
  if (/[\p{Cc}\p{Cs}]/u.test(String(value)))
    throw new RequestProblem(`“${name}” holds characters that cannot stand in an address.`);
  return value;
};
