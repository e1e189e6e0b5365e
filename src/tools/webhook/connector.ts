import { fillObject, valueAt } from '../../domain/charter/call-template.js';
import type { Clock } from '../../ports/clock.js';
import type { Connector, WriteCall } from '../../ports/connector.js';
import { answering, CallFault } from '../call-fault.js';
import { exchange } from '../http/exchange.js';
import { outcomeOf } from '../http/outcome.js';
import type { HttpRequest } from '../http/request.js';
import type { Lookup } from '../network.js';
import { addressOf, type Secrets, secretOf } from '../secrets.js';
import { targetOf } from '../target-of.js';
import type { WebhookTarget } from './declaration.js';

export interface WebhookDeps {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly lookup?: Lookup;
}

/** Sends events signed after Standard Webhooks; the id of an event is the key of its call. */
export function createWebhookConnector({ secrets, clock, lookup }: WebhookDeps): Connector {
  return answering({
    read: () => Promise.resolve(null),
    write: async (call) => {
      const request = await requestOf(call, { secrets, clock });
      const answer = await exchange(request, lookup);
      return outcomeOf({ tool: call.tool, request, sent: null, recordAt: null, answer });
    },
  });
}

async function requestOf(
  { tool, arguments: given, key }: WriteCall,
  { secrets, clock }: WebhookDeps,
): Promise<HttpRequest> {
  const target = targetOf<WebhookTarget>(tool, 'webhook');
  const example = 'https://hooks.example.com/deals';
  const url = addressOf(target.urlEnv, secrets, { schemes: ['http', 'https'], example });
  const secret = secretOf(target.secretEnv, secrets);
  const at = clock.now();
  const data = fillObject(target.payload, (name) => valueAt(given, name));
  const body = JSON.stringify({ type: target.event, timestamp: at.toISOString(), data });
  return {
    url,
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': 'countersign',
      'webhook-id': key,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': await signature({ key, at, body, secret, name: target.secretEnv }),
    },
    body,
    timeoutMs: tool.timeoutMs,
    hosts: target.hosts,
    secrets: [secret, url.pathname.slice(1)],
  };
}

interface Signed {
  readonly key: string;
  readonly at: Date;
  readonly body: string;
  readonly secret: string;
  readonly name: string;
}

async function signature({ key, at, body, secret, name }: Signed): Promise<string> {
  const { default: webhooks } = await import('standardwebhooks');
  if (!/^(whsec_)?[A-Za-z0-9+/]{32,}={0,2}$/.test(secret))
    throw new CallFault('refused', `${name} must be a secret in base64 of at least 24 bytes.`);
  return new webhooks.Webhook(secret).sign(key, at, body);
}
