import { createHmac } from 'node:crypto';
import { ackWithinMs, type Deliveries, type Delivery, type MissReason, type Outcome } from './deliveries.js';

/** Signed HTTP requests to the app's request URL. */
export function createHttpDelivery(requestUrl: () => string, signingSecret: string): Deliveries {
  return {
    send: async (delivery, retry) => {
      const body = bodyOf(delivery);
      const headers = {
        'content-type':
          delivery.type === 'events_api' ? 'application/json' : 'application/x-www-form-urlencoded',
        ...(retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}),
        ...signature(body, signingSecret),
      };
      try {
        const signal = AbortSignal.timeout(ackWithinMs);
        return await outcomeOf(await fetch(requestUrl(), { method: 'POST', headers, body, signal }));
      } catch (fault) {
        // An app that is down or late has not acknowledged: that is an answer here, and the courier warns of it.
        return missed(isTimeout(fault) ? 'http_timeout' : 'connection_failed');
      }
    },
    disconnect: () => {},
    close: async () => {},
  };
}

function signature(body: string, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const hash = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${hash}` };
}

const missed = (reason: MissReason, mayRetry = true): Outcome => ({ kind: 'missed', reason, mayRetry });

const isTimeout = (fault: unknown): boolean => (fault as { name?: unknown } | null)?.name === 'TimeoutError';

async function outcomeOf(answer: Response): Promise<Outcome> {
  const text = await answer.text();
  if (!answer.ok) return missed('http_error', answer.headers.get('x-slack-no-retry') !== '1');
  return { kind: 'acknowledged', body: text ? jsonOr(text) : undefined };
}

function bodyOf({ type, payload }: Delivery): string {
  if (type === 'events_api') return JSON.stringify(payload);
  if (type === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]);
  return new URLSearchParams(fields).toString();
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A slash command may be answered with plain text.
    return text;
  }
}
