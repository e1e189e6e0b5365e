import { isObject } from '../../domain/charter/call-template.js';
import type { Json, JsonObject } from '../../domain/json.js';
import type { HttpTarget } from './target.js';

/** A filled body as it is sent. */
export function encodedBody(
  body: JsonObject,
  encoding: HttpTarget['encoding'],
): { readonly type: string; readonly text: string } {
  return encoding === 'json'
    ? { type: 'application/json', text: JSON.stringify(body) }
    : { type: 'application/x-www-form-urlencoded', text: new URLSearchParams(pairs(body)).toString() };
}

/** Parts of a form are named as Rails, PHP and Stripe do: `metadata[order]`, `items[0]`. */
function pairs(value: Json, name = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, value === null ? '' : String(value)]];
  const entries: [string, Json][] = isObject(value)
    ? Object.entries(value)
    : (value as readonly Json[]).map((item, index) => [String(index), item]);
  return entries.flatMap(([key, inner]) => pairs(inner, name ? `${name}[${key}]` : key));
}

/**
 * GraphQL answers 200 even when it says no. `never_ran`: nothing was begun, or the mutation itself says that it did not
 * succeed, as Linear's do; `in_part`: something may be done.
 */
export function graphqlFault(
  sent: JsonObject | null,
  answered: Json | undefined,
): { readonly kind: 'never_ran' | 'in_part'; readonly said: Json } | null {
  if (typeof sent?.query !== 'string' || !isObject(answered)) return null;
  const { errors, data } = answered;
  const turnedDown = Object.entries(isObject(data) ? data : {}).find(
    ([, payload]) => isObject(payload) && payload.success === false,
  );
  if (!Array.isArray(errors) || errors.length === 0)
    return turnedDown ? { kind: 'never_ran', said: `${turnedDown[0]} was not successful` } : null;
  // The specification leaves `data` out when a request was turned away before it began.
  return { kind: Object.hasOwn(answered, 'data') ? 'in_part' : 'never_ran', said: errors[0] as Json };
}
