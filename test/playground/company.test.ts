import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Company, createCompany } from '../../playground/company/company.js';

describe('the demo company', () => {
  let company: Company;
  beforeAll(async () => {
    company = await createCompany({
      file: join(mkdtempSync(join(tmpdir(), 'company-')), 'c.db'),
      token: 't',
    });
  });
  afterAll(() => company.close());
  const call = async (method: string, path: string, body?: unknown, key?: string) => {
    const answer = await fetch(`${company.url}${path}`, {
      method,
      headers: { authorization: 'Bearer t', ...(key ? { 'idempotency-key': key } : {}) },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  it('gives the same key the same answer, and the effect once', async () => {
    const mail = { to: 'Acme Corp', body: 'Hello' };
    const first = await call('POST', '/mail/messages', mail, 'k1');
    expect(await call('POST', '/mail/messages', mail, 'k1')).toEqual(first);
    expect((await call('POST', '/mail/messages', { ...mail, body: 'Other' }, 'k1')).status).toBe(422);
    expect(company.ledger()).toHaveLength(1);
  });

  it.each([
    ['more than was paid', { order_id: 'O-7', amount: { minor: 12_001, currency: 'EUR' } }],
    ['another currency', { order_id: 'O-7', amount: { minor: 1, currency: 'USD' } }],
    ['an order that is not there', { order_id: 'O-0', amount: { minor: 1, currency: 'EUR' } }],
  ])('refunds not %s', async (_what, body) => {
    expect((await call('POST', '/payments/refunds', body)).status).toBe(422);
  });

  it('survives a body and an address that cannot be read', async () => {
    expect((await call('PATCH', '/crm/deals/D-100', '{"stage":')).status).toBe(400);
    expect((await call('GET', '/crm/deals/%E0%A4%A')).status).toBe(400);
    expect((await call('GET', '/crm/deals/D-100')).status).toBe(200);
  });
});
