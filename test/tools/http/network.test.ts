import { systemClock } from '../../../src/adapters/system/clock.js';
import type { WriteResult } from '../../../src/ports/connector.js';
import { createHttpConnector } from '../../../src/tools/http/connector.js';
import type { Lookup } from '../../../src/tools/network.js';
import { toolOf } from '../../support/targets/a-tool.js';
import { type LocalTarget, startLocalTarget } from '../local-target.js';

let target: LocalTarget;
let port: string;
let environment: Record<string, string>;
beforeEach(async () => {
  target = await startLocalTarget();
  target.answer((_call, response) => response.end('{"stage":"open"}'));
  port = new URL(target.url).port;
  environment = { CRM_URL: target.url, USER: 'ana', PASSWORD: 'hidden-password', KEY: 'hidden-key' };
});
afterEach(() => target.close());

/** A name server that answers each question with the next of these; the last one stays. */
const answering = (...addresses: string[]): Lookup => {
  let asked = 0;
  return (_host, _options, answered) => {
    const address = addresses[Math.min(asked, addresses.length - 1)] ?? '';
    asked += 1;
    answered(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
  };
};
const declared = (more = '', write = 'write: { method: PATCH, path: /deal, body: { stage: $stage } }') =>
  toolOf(`
crm.update_deal:
  describes: Move the deal
  connector: http
  base_url_env: CRM_URL
  timeout: 1s
  arguments: { stage: string }
  read: { method: GET, path: /deal }
  ${write}
  prior_values: [stage]
  risk: reversible
  ${more}
`);
const connectorWith = (lookup?: Lookup) =>
  createHttpConnector({
    clock: systemClock,
    secrets: (name) => environment[name],
    ...(lookup ? { lookup } : {}),
  });
const write = (
  tool = declared('hosts: [127.0.0.1]'),
  { connector = connectorWith(), prior = { stage: 'open' } } = {},
): Promise<WriteResult> => connector.write({ tool, arguments: { stage: 'won' }, key: 'k', prior });

describe('the network that a tool reaches', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '0.0.0.0',
    '169.254.169.254',
    '10.0.0.1',
    '192.168.1.1',
    '100.100.100.200',
    '168.63.129.16',
    '[fd00:ec2::254]',
    '[fe80::1]',
  ])('does not include %s unless the charter names it', async (host) => {
    environment.CRM_URL = `http://${host}:${port}`;
    expect(await write(declared())).toMatchObject({
      outcome: 'refused',
      detail: expect.stringContaining('inside a private network'),
    });
    expect(target.calls).toEqual([]);
  });

  it.each(['127.0.0.1', '::1', '::ffff:10.0.0.1', '169.254.169.254'])(
    'does not include a name that leads to %s',
    async (address) => {
      environment.CRM_URL = `http://crm.example.com:${port}`;
      const connector = connectorWith(answering(address));
      expect(await write(declared(), { connector })).toMatchObject({ outcome: 'refused' });
      await expect(connector.read({ tool: declared(), arguments: { stage: 'won' } })).rejects.toMatchObject({
        kind: 'refused',
      });
      expect(target.calls).toEqual([]);
    },
  );

  it('is checked where the connection is made, so that a name cannot change its address meanwhile', async () => {
    environment.CRM_URL = `http://crm.example.com:${port}`;
    const asked: string[] = [];
    const lookup: Lookup = (host, _options, answered) => {
      asked.push(host);
      answered(null, [{ address: asked.length === 1 ? '93.184.216.34' : '127.0.0.1', family: 4 }]);
    };
    // What the first question is answered with is what is connected to; nobody asks a second time.
    const tool = { ...declared(), timeoutMs: 200 };
    await write(tool, { connector: connectorWith(lookup) });
    expect([asked, target.calls]).toEqual([['crm.example.com'], []]);
  });

  it('includes a private address whose name the charter gives', async () => {
    environment.CRM_URL = `http://crm.internal:${port}`;
    const connector = connectorWith(answering('127.0.0.1'));
    expect(await write(declared('hosts: [crm.internal]'), { connector })).toMatchObject({ outcome: 'done' });
  });

  it('ends at the hosts that the charter names', async () => {
    environment.CRM_URL = 'https://evil.example.com';
    expect(await write(declared('hosts: [crm.example.com]'))).toEqual({
      outcome: 'refused',
      detail: 'evil.example.com is not among the hosts of this tool.',
    });
  });
});

describe('credentials', () => {
  it.each([
    ['auth: { bearer: KEY }', 'authorization', 'Bearer hidden-key'],
    [
      'auth: { basic: { user_env: USER, password_env: PASSWORD } }',
      'authorization',
      'Basic YW5hOmhpZGRlbi1wYXNzd29yZA==',
    ],
    ['auth: { header: { name: X-Api-Key, value_env: KEY } }', 'x-api-key', 'hidden-key'],
  ])('%s travel in their header, and are never shown', async (auth, header, value) => {
    target.answer((call, response) =>
      response.writeHead(400).end(JSON.stringify({ message: `bad ${String(call.headers[header])}` })),
    );
    const result = await write(declared(`hosts: [127.0.0.1]\n  ${auth}`));
    expect(target.calls[0]?.headers[header]).toBe(value);
    expect(JSON.stringify(result)).not.toMatch(/hidden|YW5h/);
  });

  it.each([
    ['auth: { bearer: KEY }\n  credentials_env: KEY', 'Give either auth or credentials_env.'],
    ['headers: { Authorization: x }', 'The connector sets this header itself.'],
    ['etag: true\n  idempotent_by_key: 1h', 'which an ETag forbids'],
    ['hosts: ["https://crm"]', 'without a port'],
  ])('%s is refused in the charter', (more, sentence) => {
    expect(() => declared(more)).toThrow(sentence);
  });

  const oauth =
    'auth: { oauth: { token_url_env: CRM_URL, client_id_env: USER, client_secret_env: PASSWORD } }';
  it('of a client are fetched once, and again when they are not accepted any more', async () => {
    let valid = 'token-1-hidden';
    let fetched = 0;
    target.answer((call, response) => {
      if (call.url === '/') {
        fetched += 1;
        return response.end(JSON.stringify({ access_token: valid, expires_in: 3600 }));
      }
      const isIn = call.headers.authorization === `Bearer ${valid}`;
      return response.writeHead(isIn ? 200 : 401).end(`{"message":"${call.headers.authorization}"}`);
    });
    const connector = connectorWith();
    const tool = declared(`hosts: [127.0.0.1]\n  ${oauth}`);
    expect(await write(tool, { connector })).toMatchObject({ outcome: 'done' });
    expect(await write(tool, { connector })).toMatchObject({ outcome: 'done' });
    expect(fetched).toBe(1);
    expect(target.calls[0]).toMatchObject({ body: 'grant_type=client_credentials' });
    valid = 'token-2-hidden';
    expect(await write(tool, { connector })).toMatchObject({ outcome: 'done' });
    expect(fetched).toBe(2);
  });

  it('of a client that cannot be had mean that nothing happened', async () => {
    target.answer((_call, response) => response.writeHead(503).end());
    expect(await write(declared(`hosts: [127.0.0.1]\n  ${oauth}`))).toMatchObject({ outcome: 'busy' });
    target.answer((_call, response) => response.writeHead(401).end());
    expect(await write(declared(`hosts: [127.0.0.1]\n  ${oauth}`))).toMatchObject({ outcome: 'refused' });
    expect(target.calls.every(({ url }) => url === '/')).toBe(true);
  });
});

describe('a record with an ETag', () => {
  const tool = declared('hosts: [127.0.0.1]\n  etag: true');
  const serving = (tags: string[], stage = 'open') =>
    target.answer((call, response) => {
      const tag = tags[0] ?? '';
      if (call.method === 'GET') return response.writeHead(200, { etag: tag }).end(JSON.stringify({ stage }));
      const isSame = call.headers['if-match'] === (tags[1] ?? tag);
      return response.writeHead(isSame ? 200 : 412).end('{"stage":"won"}');
    });

  it('is written while it is as it was read', async () => {
    serving(['"v1"']);
    expect(await write(tool)).toMatchObject({ outcome: 'done' });
  });

  it('is a conflict when it changes at the last moment', async () => {
    serving(['"v1"', '"v2"']);
    expect(await write(tool)).toMatchObject({ outcome: 'conflict' });
  });

  it('is a conflict, and nothing is sent, when it holds other values than were read', async () => {
    serving(['"v1"'], 'lost');
    expect(await write(tool)).toMatchObject({ outcome: 'conflict' });
    expect(target.calls.map(({ method }) => method)).toEqual(['GET']);
  });

  it('is not written when its ETag cannot be compared', async () => {
    serving(['W/"v1"']);
    expect(await write(tool)).toMatchObject({ outcome: 'refused' });
  });
});

describe('a body', () => {
  it('can be a form with nested parts', async () => {
    await write(
      declared(
        'hosts: [127.0.0.1]\n  encoding: form',
        'write: { method: POST, path: /deal, body: { stage: $stage, meta: { by: [bot] } } }',
      ),
    );
    expect(target.calls[0]?.body).toBe('stage=won&meta%5Bby%5D%5B0%5D=bot');
  });

  const graphql = () =>
    declared(
      'hosts: [127.0.0.1]\n  record: data.deal',
      'write: { method: POST, path: /deal, body: { query: "mutation { x }", stage: $stage } }',
    );
  it.each([
    ['refused', '{"errors":[{"message":"Unknown field."}]}'],
    ['unknown', '{"data":null,"errors":[{"message":"Broke off."}]}'],
    ['done', '{"data":{"deal":{"stage":"won"}}}'],
  ])('of GraphQL is %s when the answer is %s', async (outcome, text) => {
    target.answer((_call, response) => response.end(text));
    expect(await write(graphql())).toMatchObject({ outcome });
  });

  it.each(['mutation { x }', 'query { x } mutation { y }', '$stage'])(
    'of a read cannot be “%s”, because nobody has approved yet',
    (query) => {
      expect(() =>
        toolOf(`
x:
  describes: X
  connector: http
  base_url_env: CRM_URL
  arguments: { stage: string }
  read: { method: POST, path: /deal, body: { query: "${query}" } }
  write: { method: POST, path: /deal }
  risk: irreversible`),
      ).toThrow('A read is a GET');
    },
  );
});
