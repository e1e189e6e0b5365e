import { readdirSync, readFileSync } from 'node:fs';
import { systemClock } from '../../src/adapters/system/clock.js';
import type { Tool } from '../../src/domain/charter/charter.js';
import type { Json, JsonObject } from '../../src/domain/json.js';
import { createHttpConnector } from '../../src/tools/http/connector.js';
import type { HttpTarget } from '../../src/tools/http/target.js';
import type { Lookup } from '../../src/tools/network.js';
import { describeConnector, type Subject } from '../contract/connector.suite.js';
import { toolOf } from '../support/targets/a-tool.js';
import { type Call, type LocalTarget, startLocalTarget } from '../tools/local-target.js';

/** What the real service is known to do with the calls of one declaration; answers as its reference shows them. */
interface Service {
  readonly given: JsonObject;
  readonly wrong: JsonObject;
  readonly missing?: JsonObject;
  readonly authorization: string;
  readonly record: JsonObject;
  /** The record at this address. */
  readonly path: string;
  /** The status and body of an accepted write. */
  readonly accepted: (record: JsonObject) => [number, Json];
  /** Where a written value that the service does not take is. */
  readonly refuses: (text: string) => boolean;
  readonly keys?: boolean;
  readonly graphql?: boolean;
}

const basic = `Basic ${Buffer.from('hidden-user:hidden-secret').toString('base64')}`;
const bearer = 'Bearer hidden-secret';
const same = (record: JsonObject): [number, Json] => [200, record];
const services: Record<string, Service> = {
  hubspot: {
    given: { id: '512', stage: 'closedwon' },
    wrong: { id: '512', stage: 'never' },
    missing: { id: '513', stage: 'closedwon' },
    authorization: bearer,
    record: { id: '512', properties: { dealstage: 'appointmentscheduled', amount: '1500.00' } },
    path: '/crm/v3/objects/deals/512',
    accepted: same,
    refuses: (text) => text.includes('never'),
  },
  salesforce: {
    given: { id: '006D000000CL', stage: 'Closed Won' },
    wrong: { id: '006D000000CL', stage: 'never' },
    missing: { id: '006D000000CM', stage: 'Closed Won' },
    authorization: 'Bearer a-hidden-token',
    record: { attributes: { type: 'Opportunity' }, Id: '006D000000CL', StageName: 'Prospecting' },
    path: '/services/data/v62.0/sobjects/Opportunity/006D000000CL',
    accepted: () => [204, null],
    refuses: (text) => text.includes('never'),
  },
  jira: {
    given: { id: 'OPS-1', summary: 'Ship it', priority: '1' },
    wrong: { id: 'OPS-1', summary: 'never', priority: '1' },
    missing: { id: 'OPS-2', summary: 'Ship it', priority: '1' },
    authorization: basic,
    record: {
      id: '10002',
      key: 'OPS-1',
      fields: { summary: 'Hold it', priority: { id: '3', name: 'Medium' } },
    },
    path: '/rest/api/3/issue/OPS-1',
    accepted: () => [204, null],
    refuses: (text) => text.includes('never'),
  },
  zendesk: {
    given: { id: '35436', status: 'solved', priority: 'low' },
    wrong: { id: '35436', status: 'never', priority: 'low' },
    missing: { id: '35437', status: 'solved', priority: 'low' },
    authorization: basic,
    record: { ticket: { id: 35436, status: 'open', priority: 'high' } },
    path: '/api/v2/tickets/35436.json',
    accepted: same,
    refuses: (text) => text.includes('never'),
  },
  linear: {
    given: { id: 'ENG-1', title: 'Ship it', priority: 1 },
    wrong: { id: 'ENG-1', title: 'never', priority: 1 },
    missing: { id: 'ENG-2', title: 'Ship it', priority: 1 },
    authorization: 'hidden-secret',
    record: { id: 'ENG-1', title: 'Hold it', priority: 3 },
    path: '/graphql',
    accepted: (record) => [200, { data: { issueUpdate: { success: true, issue: record } } }],
    refuses: (text) => text.includes('never'),
    graphql: true,
  },
  'github-issues': {
    given: { owner: 'northwind', repo: 'shop', number: 7, title: 'Ship it', state: 'closed' },
    wrong: { owner: 'northwind', repo: 'shop', number: 7, title: 'never', state: 'closed' },
    missing: { owner: 'northwind', repo: 'shop', number: 8, title: 'Ship it', state: 'closed' },
    authorization: bearer,
    record: { id: 1, number: 7, title: 'Hold it', state: 'open' },
    path: '/repos/northwind/shop/issues/7',
    accepted: same,
    refuses: (text) => text.includes('never'),
  },
  'stripe-refunds': {
    given: { payment_intent: 'pi_1Gszs', amount: { minor: 4000, currency: 'EUR' } },
    wrong: { payment_intent: 'pi_never', amount: { minor: 4000, currency: 'EUR' } },
    authorization: bearer,
    record: {},
    path: '/v1/refunds',
    accepted: () => [200, { id: 're_1Nisp', object: 'refund', amount: 4000, status: 'succeeded' }],
    refuses: (text) => text.includes('never') || !text.includes('amount=4000'),
    keys: true,
  },
};

/** All names lead to this machine. */
const lookup: Lookup = (_host, _options, answered) => answered(null, [{ address: '127.0.0.1', family: 4 }]);

const merge = (into: Record<string, Json>, from: JsonObject): void => {
  for (const [key, value] of Object.entries(from)) {
    const inner = into[key];
    if (typeof value === 'object' && value && typeof inner === 'object' && inner)
      merge(inner as Record<string, Json>, value as JsonObject);
    else into[key] = value;
  }
};

const standIn = (service: Service, target: LocalTarget) => {
  const record = structuredClone(service.record) as Record<string, Json>;
  const answers = new Map<string, [number, Json]>();
  const ledger: string[] = [];
  const write = ({ body, headers }: Call, changes: JsonObject): [number, Json] => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    if (service.refuses(text))
      return service.graphql
        ? [200, { errors: [{ message: 'Argument Validation Error' }] }]
        : [422, { message: 'This value is not allowed.' }];
    const key = String(headers['idempotency-key']);
    const earlier = service.keys ? answers.get(key) : undefined;
    if (earlier) return earlier;
    ledger.push(text);
    merge(record, changes);
    const answer = service.accepted(record);
    answers.set(key, answer);
    return answer;
  };
  const graphql = (call: Call): [number, Json] => {
    const { query, variables } = call.body as { query: string; variables: { id: string; input: JsonObject } };
    if (query.startsWith('mutation')) return write(call, variables.input);
    return [200, { data: { issue: variables.id === record.id ? record : null } }];
  };
  const answerTo = (call: Call): [number, Json] => {
    if (call.url === '/services/oauth2/token')
      return call.headers.authorization === basic ? [200, { access_token: 'a-hidden-token' }] : [401, {}];
    if (call.headers.authorization !== service.authorization) return [401, { message: 'Who is it?' }];
    if (call.url.split('?')[0] !== service.path) return [404, { message: 'Not Found' }];
    if (service.graphql) return graphql(call);
    if (call.method === 'GET') return [200, record];
    return write(call, (typeof call.body === 'string' ? {} : call.body) as JsonObject);
  };
  target.answer((call, response) => {
    const [status, body] = answerTo(call);
    response.writeHead(status).end(body === null ? undefined : JSON.stringify(body));
  });
  return { record, ledger };
};

const startService = async (name: string, service: Service): Promise<Subject> => {
  const declared = toolOf(readFileSync(`charters/tools/${name}.yml`, 'utf8'));
  const target = await startLocalTarget();
  const http = declared.target as HttpTarget;
  const host = http.hosts[0] ?? 'my-name.example.com';
  const auth = http.auth?.kind === 'oauth' ? { ...http.auth, hosts: [host] } : http.auth;
  const local: HttpTarget = { ...http, hosts: [host], auth };
  const tool: Tool = { ...declared, timeoutMs: 500, target: local };
  const address = `http://${host}:${new URL(target.url).port}`;
  const environment = Object.fromEntries(
    tool.variables.map(({ name: variable, holds }) => {
      if (holds === 'address')
        return [variable, variable.includes('TOKEN') ? `${address}/services/oauth2/token` : address];
      return [variable, /USER|CLIENT_ID/.test(variable) ? 'hidden-user' : 'hidden-secret'];
    }),
  );
  const { record, ledger } = standIn(service, target);
  return {
    connector: createHttpConnector({
      clock: systemClock,
      secrets: (variable) => environment[variable],
      lookup,
    }),
    tool,
    given: service.given,
    wrong: service.wrong,
    ...(service.missing ? { missing: service.missing } : {}),
    secrets: ['hidden-secret', 'a-hidden-token', basic],
    effects: () => ledger.length,
    trouble: (kind) => {
      if (kind === 'down') return target.close();
      if (kind === 'slow') target.answer(() => {});
      if (kind === 'huge')
        merge(
          record,
          JSON.parse(JSON.stringify(record), (_key, value: unknown) =>
            typeof value === 'string' && value !== service.given.id ? 'x'.repeat(20_000) : value,
          ) as JsonObject,
        );
    },
    close: target.close,
  };
};

describe('charters/tools', () => {
  it('has a contract test for each of its declarations', () => {
    expect(readdirSync('charters/tools').sort()).toEqual(
      Object.keys(services)
        .map((name) => `${name}.yml`)
        .sort(),
    );
  });
});

for (const [name, service] of Object.entries(services))
  describeConnector(
    `charters/tools/${name}.yml`,
    {
      reads: service.missing !== undefined,
      compares: false,
      honoursKeys: service.keys === true,
      slowWrite: 'unknown',
    },
    () => startService(name, service),
  );
