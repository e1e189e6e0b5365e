import type { ServerResponse } from 'node:http';
import { systemClock } from '../../../src/adapters/system/clock.js';
import type { JsonObject } from '../../../src/domain/json.js';
import { createHttpConnector } from '../../../src/tools/http/connector.js';
import { aCharter, aHttpTarget, aMail, aTool } from '../../support/a-charter.js';
import { hour } from '../../support/bot/a-story.js';
import { type Call, type LocalTarget, startLocalTarget } from '../../tools/local-target.js';
import { askUndo, carrying } from './a-run.js';

/** What goes wrong with one write on its way. */
const faults = ['none', 'lost before', 'lost after', 'error after', 'busy'] as const;
type Fault = (typeof faults)[number];

interface Company {
  account: JsonObject;
  readonly ledger: string[];
  readonly faults: Fault[];
}

let target: LocalTarget;
beforeEach(async () => {
  target = await startLocalTarget();
});
afterEach(() => target.close());

/** A CRM and a mail service behind one address, which keep a ledger of what took effect. */
const open = ({ honoursKeys }: { honoursKeys: boolean }): Company => {
  const company: Company = { account: { status: 'open' }, ledger: [], faults: [] };
  const answered = new Map<string, string>();
  const takeEffect = (call: Call): string => {
    const key = String(call.headers['idempotency-key']);
    const known = honoursKeys && answered.get(key);
    if (known) return known;
    if (call.method === 'PATCH') company.account = { ...company.account, ...(call.body as JsonObject) };
    company.ledger.push(`${call.method} ${call.url} ${JSON.stringify(call.body)} ${key}`);
    const answer = JSON.stringify({ id: `e-${company.ledger.length}`, ...company.account });
    answered.set(key, answer);
    return answer;
  };
  const write = (call: Call, response: ServerResponse): void => {
    const fault = company.faults.shift() ?? 'none';
    if (fault === 'busy') return void response.writeHead(429, { 'retry-after': '1' }).end();
    if (fault === 'lost before') return void response.destroy();
    const answer = takeEffect(call);
    if (fault === 'lost after') return void response.destroy();
    response.writeHead(fault === 'error after' ? 500 : 200).end(answer);
  };
  target.answer((call, response) =>
    call.method === 'GET' ? response.end(JSON.stringify(company.account)) : write(call, response),
  );
  return company;
};

const begin = (kind: { honoursKeys: boolean; reads: boolean }) => {
  const company = open(kind);
  const idempotentByKeyMs = kind.honoursKeys ? 24 * hour : null;
  const blind = kind.reads ? {} : { priorValues: [], reads: false, target: aHttpTarget({ read: null }) };
  const tools = {
    'crm.update_account': aTool({ idempotentByKeyMs, ...blind }),
    'mail.send': aMail({ idempotentByKeyMs }),
  };
  const environment: Record<string, string> = { COMPANY_URL: target.url, COMPANY_TOKEN: 'demo-token-1' };
  const connector = createHttpConnector({ clock: systemClock, secrets: (name) => environment[name] });
  return { company, run: carrying(aCharter({ tools }), connector) };
};

const twice = (lines: readonly string[]): string[] => lines.filter((line, at) => lines.indexOf(line) !== at);
const schedules = faults.flatMap((one) => faults.flatMap((two) => faults.map((three) => [one, two, three])));

describe('carrying out over real HTTP', () => {
  it('changes the record, sends the message, and puts the record back', async () => {
    const { company, run } = begin({ honoursKeys: true, reads: true });
    await run.all();
    expect(company.ledger.map((line) => line.replace(/ \w{64}$/, ''))).toEqual([
      'PATCH /crm/accounts/Acme%20Corp {"status":"replied"}',
      'POST /mail/messages {"to":"Acme Corp","body":"Hello, thank you for asking."}',
    ]);
    askUndo(run.story);
    await run.all();
    expect(company.account).toEqual({ status: 'open' });
    expect(run.story.it().state).toBe('rolled_back');
    expect(company.ledger).toHaveLength(3);
  });

  it.each([
    ['remembers keys', { honoursKeys: true, reads: false }],
    ['can be read', { honoursKeys: false, reads: true }],
    ['does both', { honoursKeys: true, reads: true }],
    ['does neither', { honoursKeys: false, reads: false }],
  ])(
    'loses and repeats nothing under any three faults where the target %s',
    async (_kind, kind) => {
      for (const schedule of schedules) {
        const { company, run } = begin(kind);
        company.faults.push(...schedule);
        await run.all();
        const handoff = run.story.it();
        expect([schedule, twice(company.ledger)]).toEqual([schedule, []]);
        if (kind.honoursKeys) expect([schedule, handoff.state]).toEqual([schedule, 'done']);
        if (handoff.state === 'done') expect([schedule, company.ledger.length]).toEqual([schedule, 2]);
        else expect([schedule, handoff.exception?.cause]).toEqual([schedule, 'in_doubt']);
      }
    },
    180_000,
  );
});
