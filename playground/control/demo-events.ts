import { z } from 'zod';
import { readAs } from './body.js';

/** What an agent of the demo company would submit. */
const bodies = {
  inquiry: {
    task: 'respond_to_client_inquiry',
    client: 'Acme Corp',
    summary: 'Client asked about custom pricing for 50+ seats',
    draft_response:
      'Hello Acme,\n\nthank you for asking. For more than fifty seats we offer 15 % off the list price. Shall we talk on Thursday?\n\nBest regards',
    confidence: 0.72,
    flags: ['non-standard request', 'high-value account'],
    recommended_action: 'send_with_modifications',
    options: ['approve', 'edit', 'reject', 'escalate_to_sales'],
    packet: {
      goal: 'Win the seats without giving more than 15 %',
      must_not_change: ['The list price'],
      open_questions: ['Do they need single sign-on?'],
    },
    links: [{ label: 'The ticket', url: 'https://support.example.com/tickets/4711' }],
  },
  refund_small: {
    task: 'refund',
    client: 'Globex',
    summary: 'The parcel arrived damaged',
    confidence: 0.94,
    fields: { order_id: 'O-7', amount: '40.00 EUR' },
  },
  refund_large: {
    task: 'refund',
    client: 'Initech',
    summary: 'The order was never delivered',
    confidence: 0.91,
    fields: { order_id: 'O-8', amount: '900.00 EUR' },
  },
  deal: {
    task: 'crm_update',
    client: 'Acme Corp',
    summary: 'Acme accepted the offer on the phone',
    confidence: 0.9,
    fields: { deal_id: 'D-100', stage: 'negotiation' },
  },
  contract: {
    task: 'contract_exception',
    client: 'Acme Corp',
    summary: 'Acme asks for 20 % instead of 10 % for two years',
    confidence: 0.8,
    fields: { contract_id: 'K-1', discount_percent: 20 },
  },
  incident: {
    task: 'security_incident',
    summary: 'Sign-ins to one account from two countries within ten minutes',
    confidence: 0.97,
    urgency: 'critical',
  },
} as const;
type Single = keyof typeof bodies;

const names = [...(Object.keys(bodies) as Single[]), 'ten'] as const;
const wish = z.object({ name: z.enum(names, `must be one of ${names.join(', ')}`) });

interface Api {
  readonly url: string;
  readonly supportToken: string;
  readonly opsToken: string;
}

/** Submits what an agent of the demo company would; `ten` submits ten inquiries at once. */
export async function sendDemoEvent(api: Api, body: unknown): Promise<{ ok: boolean }> {
  const { name } = readAs(wish, body);
  await (name === 'ten'
    ? Promise.all(Array.from({ length: 10 }, () => submit(api, 'inquiry')))
    : submit(api, name));
  return { ok: true };
}

async function submit(api: Api, name: Single): Promise<void> {
  const token = name === 'contract' || name === 'incident' ? api.opsToken : api.supportToken;
  const answer = await fetch(`${api.url}/v1/handoffs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(bodies[name]),
  });
  if (!answer.ok) throw new Error(`The demo event was refused: ${await answer.text()}`);
}
