import { parseTemplate } from 'url-template';
import { fillObject, valueAt } from '../../domain/charter/call-template.js';
import type { Json, JsonObject } from '../../domain/json.js';
import { CallFault } from '../call-fault.js';
import { addressOf, type Secrets } from '../secrets.js';
import { encodedBody } from './body.js';
import type { HttpCall, HttpTarget } from './target.js';

export interface HttpRequest {
  readonly url: URL;
  readonly method: HttpCall['method'];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly timeoutMs: number;
  /** The only hosts that may be asked; when there are none, any on the public network. */
  readonly hosts: readonly string[];
  /** Never to be seen outside the request itself. */
  readonly secrets: readonly string[];
}

/** Headers that prove who asks, and what of them nobody may see. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets: readonly string[];
  /** Whether a new token may be had when the target turns this one away. */
  readonly isToken: boolean;
}

interface HttpToolCall {
  readonly target: HttpTarget;
  readonly timeoutMs: number;
  readonly credentials: Credentials;
}

/** Throws a `CallFault`. */
export function requestOf(
  tool: HttpToolCall,
  call: HttpCall & { readonly arguments: JsonObject; readonly key?: string; readonly ifMatch?: string },
  secrets: Secrets,
): HttpRequest {
  const http = tool.target;
  const filled = call.body && fillObject(call.body, (name) => valueAt(call.arguments, name));
  const body = filled && encodedBody(filled, http.encoding);
  return {
    url: urlOf(baseOf(http.baseUrlEnv, secrets), call),
    method: call.method,
    headers: {
      accept: 'application/json',
      'user-agent': 'countersign',
      ...http.headers,
      ...(body === null ? {} : { 'content-type': body.type }),
      ...tool.credentials.headers,
      ...(call.key === undefined ? {} : { 'idempotency-key': call.key }),
      ...(call.ifMatch === undefined ? {} : { 'if-match': call.ifMatch }),
    },
    body: body?.text ?? null,
    timeoutMs: tool.timeoutMs,
    hosts: http.hosts,
    secrets: tool.credentials.secrets,
  };
}

function baseOf(name: string, secrets: Secrets): URL {
  const example = 'https://crm.example.com';
  const url = addressOf(name, secrets, { schemes: ['http', 'https'], example });
  if (url.username || url.password || url.search || url.hash)
    throw new CallFault('refused', `${name} must be a plain address, such as ${example}.`);
  return url;
}

function urlOf(base: URL, call: HttpCall & { readonly arguments: JsonObject }): URL {
  const path = parseTemplate(call.path).expand(pathValues(call.path, call.arguments));
  const text = `${base.origin}${base.pathname.replace(/\/$/, '')}${path}`;
  const url = URL.canParse(text) ? new URL(text) : null;
  // The parser resolves dot segments and drops tabs: an address that it changes is not the declared one.
  if (!path.startsWith('/') || url?.href !== text || url.origin !== base.origin)
    throw new CallFault('refused', `The path “${call.path}” does not make an address.`);
  return url;
}

const expressions = /\{([+#./;?&|!@,=]?)([^{}]*)\}/g;

function pathValues(template: string, given: JsonObject): Record<string, string | number | boolean | null> {
  const values: Record<string, string | number | boolean | null> = {};
  for (const [, operator = '', names = ''] of template.matchAll(expressions)) {
    if (!['', '/', '?', '&'].includes(operator))
      throw new CallFault(
        'refused',
        `The path “${template}” may only use {name}, {/name}, {?name} and {&name}.`,
      );
    for (const name of names.split(',').map((text) => text.replace(/(:\d+|\*)$/, ''))) {
      const value = valueAt(given, name) ?? null;
      values[name] = operator === '' || operator === '/' ? segment(name, value) : parameter(name, value);
    }
  }
  return values;
}

/** Some servers decode a path before they split it, so what could become another path is refused, not encoded. */
function segment(name: string, value: Json): string | number | boolean {
  const plain = parameter(name, value);
  const text = String(plain ?? '');
  if (plain === null || text === '')
    throw new CallFault('refused', `“${name}” is empty, so there is no address.`);
  const leaves = /[/\\]|%(2f|5c|2e|25)/i.test(text) || /^\.{1,2}$/.test(text);
  if (leaves) throw new CallFault('refused', `“${name}” holds characters that cannot stand in an address.`);
  return plain;
}

function parameter(name: string, value: Json): string | number | boolean | null {
  if (typeof value === 'object' && value !== null)
    throw new CallFault('refused', `“${name}” has several parts, so it cannot stand in an address.`);
  // Control characters and lone surrogates.
  if (/[\p{Cc}\p{Cs}]/u.test(String(value)))
    throw new CallFault('refused', `“${name}” holds characters that cannot stand in an address.`);
  return value;
}
