import { laterMs } from '../../../src/tools/http/later.js';

const at = 'Wed, 25 Nov 2026 09:00:00 GMT';
const seconds = Date.parse(at) / 1_000;
const turned = (status: number, body?: unknown, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
  body: { json: body as never },
});

/** [service and where it says so, the answer, the wait in ms; null where it is no "later"] */
const cases: [string, ReturnType<typeof turned>, number | null][] = [
  ['anybody, 429 with seconds', turned(429, {}, { 'retry-after': '30' }), 30_000],
  [
    'anybody, 429 with a date',
    turned(429, {}, { 'retry-after': 'Wed, 25 Nov 2026 09:00:10 GMT', date: at }),
    10_000,
  ],
  ['anybody, 429 without more', turned(429), 5_000],
  ['anybody, 503 with Retry-After', turned(503, {}, { 'retry-after': '2' }), 2_000],
  ['anybody, 503 without: it may have happened', turned(503), null],
  ['anybody, 423 locked', turned(423, { message: 'locked' }), 5_000],
  [
    'GitHub, secondary limit',
    turned(
      403,
      {
        message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
      },
      { 'retry-after': '2', 'x-ratelimit-remaining': '57' },
    ),
    2_000,
  ],
  [
    'GitHub, secondary limit without a header',
    turned(403, { message: 'You have exceeded a secondary rate limit. Please wait.' }),
    5_000,
  ],
  [
    'GitHub, primary limit',
    turned(
      403,
      { message: 'API rate limit exceeded' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${seconds + 60}`, date: at },
    ),
    60_000,
  ],
  ['GitHub, no right', turned(403, { message: 'Resource not accessible by integration' }), null],
  [
    'Salesforce, daily limit',
    turned(403, [{ errorCode: 'REQUEST_LIMIT_EXCEEDED', message: 'TotalRequests Limit exceeded.' }]),
    5_000,
  ],
  [
    'Salesforce, a locked row',
    turned(400, [{ errorCode: 'UNABLE_TO_LOCK_ROW', message: 'unable to obtain exclusive access' }]),
    5_000,
  ],
  [
    'Salesforce, a rule',
    turned(400, [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'no' }]),
    null,
  ],
  [
    'Linear, 400 with its code',
    turned(
      400,
      { errors: [{ message: 'Rate limit exceeded', extensions: { code: 'RATELIMITED' } }] },
      { 'x-ratelimit-requests-reset': `${(seconds + 90) * 1_000}`, date: at },
    ),
    90_000,
  ],
  [
    'Linear, a wrong input',
    turned(400, { errors: [{ message: 'x', extensions: { code: 'INVALID_INPUT' } }] }),
    null,
  ],
  ['HubSpot, migrating', turned(477, {}, { 'retry-after': '600' }), 600_000],
  [
    'Google, 403',
    turned(403, { error: { code: 403, errors: [{ reason: 'userRateLimitExceeded' }] } }),
    5_000,
  ],
  ['Google, exhausted', turned(429, { error: { status: 'RESOURCE_EXHAUSTED' } }), 5_000],
  [
    'Stripe, the key is in use',
    turned(409, { error: { code: 'idempotency_key_in_use', type: 'idempotency_error' } }),
    5_000,
  ],
  ['Zendesk, two writers', turned(409, { error: 'DatabaseConflict' }), 5_000],
  ['anybody, a plain 409', turned(409, { error: 'exists' }), null],
  ['anybody, 200', turned(200, { code: 'fine' }), null],
  ['anybody, 401', turned(401), null],
];

describe('an answer', () => {
  it.each(cases)('that asks to come back, or not: %s', (_what, answer, wait) => {
    expect(laterMs(answer)).toBe(wait);
  });
});
