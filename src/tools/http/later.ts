import { isObject, valueAt } from '../../domain/charter/call-template.js';
import type { Json } from '../../domain/json.js';

/** What of an answer says that nothing was done and when to come back. */
export interface Turned {
  readonly status: number;
  readonly headers: Pick<Headers, 'get'>;
  readonly body: { readonly json: Json | undefined };
}

export const defaultWaitMs = 5_000;

/**
 * How long a target asks to wait, in milliseconds; null when it does not ask for that. Services say so by status (429,
 * 423; 477 at HubSpot), by header (403 with Retry-After at GitHub), or by a code in the body (403 at Salesforce and
 * Google, 400 at Linear, 409 where the same key is being worked on).
 */
export function laterMs(answer: Turned): number | null {
  return asksToWait(answer) ? (retryAfter(answer) ?? untilReset(answer) ?? defaultWaitMs) : null;
}

function asksToWait(answer: Turned): boolean {
  const { status, headers, body } = answer;
  if (status === 429 || status === 423 || status === 477) return true;
  if (status === 403)
    return (
      headers.get('retry-after') !== null ||
      headers.get('x-ratelimit-remaining') === '0' ||
      limitCodes.test(codesIn(body.json)) ||
      /\brate limit\b/i.test(String(valueAt(body.json, 'message') ?? ''))
    );
  if (status === 503) return retryAfter(answer) !== null;
  if (status === 409) return busyKeyCodes.test(codesIn(body.json));
  return (status === 400 || status === 200) && limitCodes.test(codesIn(body.json));
}

/** Salesforce, Linear, Google; UNABLE_TO_LOCK_ROW is Salesforce's word for a record that somebody else is writing. */
const limitCodes =
  /\b(REQUEST_LIMIT_EXCEEDED|UNABLE_TO_LOCK_ROW|RATELIMITED|RESOURCE_EXHAUSTED|(user)?rateLimitExceeded|RATE_LIMITS?)\b/i;
/** Stripe; Zendesk where two write one ticket at once. */
const busyKeyCodes =
  /\b(idempotency_key_in_use|request_in_progress|lock_timeout|DatabaseConflict|UpdateConflict)\b/i;

/** The codes of an answer's errors, one after the other. */
function codesIn(body: Json | undefined): string {
  const errors = Array.isArray(body) ? body : isObject(body) ? listOf(body.errors, body.error, body) : [];
  return errors
    .flatMap((one) =>
      [
        'code',
        'errorCode',
        'status',
        'error',
        'reason',
        'category',
        'errorType',
        'extensions.code',
        'extensions.type',
      ]
        .map((key) => valueAt(one, key))
        .concat(
          isObject(one) && Array.isArray(one.errors)
            ? one.errors.map((inner) => valueAt(inner, 'reason'))
            : [],
        ),
    )
    .filter((code) => typeof code === 'string')
    .join(' ');
}

function listOf(...values: (Json | undefined)[]): Json[] {
  return values.flatMap((value) => (Array.isArray(value) ? value : value === undefined ? [] : [value]));
}

/** Seconds or an HTTP date (RFC 9110). */
function retryAfter({ headers }: Turned): number | null {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1_000);
  return since(Date.parse(text), headers);
}

/** GitHub counts in seconds, Linear in milliseconds since 1970. */
function untilReset({ headers }: Turned): number | null {
  const names = ['x-ratelimit-reset', 'x-ratelimit-requests-reset', 'x-ratelimit-complexity-reset'];
  const reset = names.map((name) => Number(headers.get(name))).find((one) => one > 0);
  return reset === undefined ? null : since(reset > 1e11 ? reset : reset * 1_000, headers);
}

/** By the target's own clock; null when either moment is not known. */
function since(until: number, headers: Turned['headers']): number | null {
  const wait = until - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(wait) ? null : Math.max(wait, 0);
}
