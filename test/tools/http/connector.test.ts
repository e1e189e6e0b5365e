import type { ServerResponse } from 'node:http';
import { systemClock } from '../../../src/adapters/system/clock.js';
import type { Tool } from '../../../src/domain/charter/charter.js';
import type { JsonObject } from '../../../src/domain/json.js';
import type { ReadFault } from '../../../src/ports/connector.js';
import { createHttpConnector } from '../../../src/tools/http/connector.js';
import type { HttpTarget } from '../../../src/tools/http/target.js';
import { type LocalTarget, startLocalTarget } from '../local-target.js';

const token = 'crm-secret-token-4711';
let target: LocalTarget;
let environment: Record<string, string>;
const connector = createHttpConnector({ clock: systemClock, secrets: (name) => environment[name] });

beforeEach(async () => {
  target = await startLocalTarget();
  environment = { CRM_URL: target.url, CRM_TOKEN: token };
});
afterEach(() => target.close());

const toolWith = (http: Partial<HttpTarget> = {}, tool: Partial<Tool> = {}): Tool => ({
  name: 'crm.update_deal',
  describes: 'Change a deal',
  hash: 'hash',
  arguments: { id: { kind: 'string' }, stage: { kind: 'string' } },
  risk: 'reversible',
  customerFacing: false,
  sensitive: false,
  priorValues: ['stage', 'owner'],
  idempotentByKeyMs: null,
  timeoutMs: 2000,
  reads: true,
  writes: { stage: '$stage' },
  addressedBy: ['id'],
  target: {
    kind: 'http',
    baseUrlEnv: 'CRM_URL',
    auth: { kind: 'bearer', tokenEnv: 'CRM_TOKEN' },
    hosts: ['127.0.0.1', 'crm.invalid'],
    headers: {},
    encoding: 'json',
    recordAt: null,
    etag: false,
    read: { method: 'GET', path: '/deals/{id}', body: null },
    write: { method: 'PATCH', path: '/deals/{id}', body: { stage: '$stage' } },
    ...http,
  } satisfies HttpTarget,
  variables: [],
  ...tool,
});
const given: JsonObject = { id: 'D-1', stage: 'won' };
const read = (tool = toolWith(), args = given) => connector.read({ tool, arguments: args });
const write = (tool = toolWith(), args = given) =>
  connector.write({ tool, arguments: args, key: 'k-1', prior: null });
const readFault = (tool = toolWith(), args = given): Promise<ReadFault> =>
  read(tool, args).then(
    () => Promise.reject(new Error('It was read.')),
    (fault: ReadFault) => fault,
  );
const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  target.answer((_call, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body)),
  );

describe('a read', () => {
  it('keeps the prior values of the record and nothing else', async () => {
    json(200, { id: 'D-1', stage: 'proposal', owner: { id: 7 }, secret_note: 'x' });
    expect(await read()).toEqual({ stage: 'proposal', owner: { id: 7 } });
    expect(target.calls[0]).toMatchObject({ method: 'GET', url: '/deals/D-1' });
    expect(target.calls[0]?.headers.authorization).toBe(`Bearer ${token}`);
  });

  it('shows a missing field as null', async () => {
    json(200, { stage: 'proposal' });
    expect(await read()).toEqual({ stage: 'proposal', owner: null });
  });

  it('finds a value along a path', async () => {
    json(200, { properties: { stage: 'open' } });
    expect(await read(toolWith({}, { priorValues: ['properties.stage'] }))).toEqual({
      'properties.stage': 'open',
    });
  });

  it('is null and sends nothing when the tool has none', async () => {
    expect(await read(toolWith({ read: null }))).toBeNull();
    expect(target.calls).toEqual([]);
  });

  it.each([
    [404, 'gone'],
    [410, 'gone'],
    [403, 'refused'],
    [302, 'refused'],
    [429, 'later'],
    [503, 'later'],
  ])('says what an answer of %i means: %s', async (status, kind) => {
    json(status, { detail: `about ${token}` }, { location: `${target.url}/elsewhere` });
    const fault = await readFault();
    expect(fault.kind).toBe(kind);
    expect(fault.message).toContain(`(${status})`);
    expect(fault.message).not.toContain(token);
    expect(target.calls).toHaveLength(1);
  });

  it.each([
    ['a page', '<html>'],
    ['a list', '[]'],
    ['nothing', ''],
    ['a number that was rounded', '{"stage":9007199254740993}'],
    ['its own credentials', `{"stage":"${token}"}`],
    ['a very long value', JSON.stringify({ stage: 'x'.repeat(20_000) })],
    ['more than a mebibyte', JSON.stringify({ stage: 'open', rest: 'x'.repeat(1024 * 1024) })],
  ])('refuses %s', async (_what, text) => {
    target.answer((_call, response) => response.writeHead(200).end(text));
    const fault = await readFault();
    expect(fault.kind).toBe('refused');
    expect(fault.message).not.toContain(token);
  });

  it('comes back later when nobody answers in time', async () => {
    target.answer(() => {});
    const fault = await readFault(toolWith({}, { timeoutMs: 50 }));
    expect([fault.kind, fault.message]).toEqual(['later', expect.stringContaining('within 0.05 seconds')]);
  });
});

describe('a write', () => {
  it('sends the filled body once, with its key and credentials', async () => {
    json(200, { id: 'D-1', stage: 'won', noise: 'x' });
    const tool = toolWith(
      { write: { method: 'PATCH', path: '/deals/{id}', body: { stage: '$stage', price: '$amount' } } },
      {},
    );
    const amount = { minor: 4000, currency: 'EUR' };
    expect(await write(tool, { ...given, amount })).toEqual({
      outcome: 'done',
      result: { id: 'D-1', stage: 'won' },
    });
    expect(target.calls).toHaveLength(1);
    expect(target.calls[0]).toMatchObject({
      method: 'PATCH',
      url: '/deals/D-1',
      body: { stage: 'won', price: amount },
      headers: {
        'idempotency-key': 'k-1',
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
    });
  });

  it('keeps what the compensating call refers to', async () => {
    json(201, { id: 'R-1', receipt: 'abc', other: 1 });
    const compensate = { tool: 'x', arguments: { r: '$result.receipt' }, withinMs: null };
    expect(await write(toolWith({}, { compensate, priorValues: [] }))).toEqual({
      outcome: 'done',
      result: { id: 'R-1', receipt: 'abc' },
    });
  });

  it.each([
    ['an empty answer', 204, ''],
    ['an answer that is not JSON', 200, 'ok'],
    ['an answer that is too large', 200, 'x'.repeat(1024 * 1024 + 1)],
  ])('is done when it is accepted with %s', async (_what, status, text) => {
    target.answer((_call, response) => response.writeHead(status).end(text));
    expect(await write()).toEqual({ outcome: 'done', result: {} });
  });

  it('leaves out a very long value of the answer', async () => {
    json(200, { id: 'D-1', stage: 'x'.repeat(20_000) });
    expect(await write()).toEqual({ outcome: 'done', result: { id: 'D-1' } });
  });

  it('never keeps the credentials that a target repeats', async () => {
    json(200, { id: `for ${token}`, stage: 'won' });
    expect(await write()).toEqual({ outcome: 'done', result: { id: 'for [removed]', stage: 'won' } });
  });

  it.each([
    [400, 'refused'],
    [401, 'refused'],
    [404, 'refused'],
    [409, 'refused'],
    [412, 'conflict'],
    [422, 'refused'],
    [301, 'refused'],
    [307, 'refused'],
    [303, 'unknown'],
    [408, 'unknown'],
    [500, 'unknown'],
    [503, 'unknown'],
    [429, 'busy'],
  ])('that is answered %i is %s', async (status, outcome) => {
    json(status, { detail: `The deal is\nlocked (${token})` }, { location: 'http://127.0.0.1:9/' });
    const result = await write();
    expect(result.outcome).toBe(outcome);
    expect(result).toMatchObject({ detail: expect.stringContaining('The deal is locked ([removed]).') });
    expect(target.calls).toHaveLength(1);
  });

  it('cuts a long explanation short', async () => {
    json(400, { error: { message: '😀'.repeat(500) } });
    const { detail } = (await write()) as { detail: string };
    expect(detail.length).toBeLessThan(480);
    expect(detail).not.toMatch(/\p{Cs}/u);
  });

  it.each([
    ['7', undefined, 7000],
    ['Wed, 21 Oct 2026 07:28:30 GMT', 'Wed, 21 Oct 2026 07:28:00 GMT', 30_000],
    ['soon', undefined, 5000],
  ])('comes back after “%s” when it is asked to', async (retryAfter, date, retryAfterMs) => {
    json(429, {}, { 'retry-after': retryAfter, ...(date === undefined ? {} : { date }) });
    expect(await write()).toMatchObject({ outcome: 'busy', retryAfterMs });
  });

  it('may have happened when the reply is lost', async () => {
    target.answer((_call, response) => response.destroy());
    expect(await write()).toMatchObject({ outcome: 'unknown', detail: expect.stringContaining('broke off') });
  });

  it('may have happened when the reply breaks off in the middle', async () => {
    target.answer((_call, response: ServerResponse) => {
      response.writeHead(200, { 'content-length': '1000' }).write('{"id":');
      setImmediate(() => response.destroy());
    });
    expect(await write()).toMatchObject({ outcome: 'unknown' });
  });

  it('may have happened when nobody answers in time', async () => {
    target.answer((_call, response) => response.writeHead(200).write('{'));
    expect(await write(toolWith({}, { timeoutMs: 100 }))).toMatchObject({
      outcome: 'unknown',
      detail: expect.stringContaining('no answer within 0.1 seconds'),
    });
  });

  it('did not happen when nobody listens', async () => {
    await target.close();
    expect(await write()).toMatchObject({ outcome: 'busy', detail: expect.stringContaining('ECONNREFUSED') });
  });

  it('did not happen when the name is unknown', async () => {
    environment.CRM_URL = 'http://crm.invalid';
    expect(await write()).toMatchObject({ outcome: 'busy' });
  });
});

describe('an address', () => {
  const urlFor = async (path: string, args: JsonObject) => {
    const result = await write(toolWith({ write: { method: 'POST', path, body: null } }), args);
    return target.calls[0]?.url ?? (result.outcome === 'refused' ? 'refused' : result.outcome);
  };

  it.each([
    ['../admin'],
    ['..'],
    ['.'],
    ['a/b'],
    ['a\\b'],
    ['%2e%2e%2fadmin'],
    ['%2F'],
    ['%252f'],
    ['\n'],
    ['\u0000'],
    ['\ud800'],
    [''],
    [null],
    [{ minor: 1, currency: 'EUR' }],
    [['a', 'b']],
  ])('refuses the path argument %j', async (id) => {
    expect(await urlFor('/deals/{id}', { id })).toBe('refused');
    expect(target.calls).toEqual([]);
  });

  it.each([
    ['D 1', '/deals/D%201'],
    ['a?b=c#d', '/deals/a%3Fb%3Dc%23d'],
    ['@evil.example', '/deals/%40evil.example'],
    ['100%', '/deals/100%25'],
    ['v1.2', '/deals/v1.2'],
    ['Größe', '/deals/Gr%C3%B6%C3%9Fe'],
    [42, '/deals/42'],
  ])('keeps the path argument %j in its place', async (id, url) => {
    expect(await urlFor('/deals/{id}', { id })).toBe(url);
  });

  it('takes anything in a query, and leaves out what was not given', async () => {
    expect(await urlFor('/deals{?q,page}', { q: '../a&b=c' })).toBe('/deals?q=..%2Fa%26b%3Dc');
  });

  it('takes one part of an amount', async () => {
    const args = { id: 'D-1', amount: { minor: 5, currency: 'EUR' } };
    expect(await urlFor('/deals/{id}/{amount.minor}', args)).toBe('/deals/D-1/5');
  });

  it.each([['/{+id}'], ['/deals{#id}'], ['//other.example/{id}'], ['deals/{id}'], ['/a/../{id}'], ['/{id']])(
    'refuses the template %s',
    async (path) => {
      const url = await urlFor(path, { id: 'x' });
      expect(['refused', '//other.example/x']).toContain(url);
    },
  );

  it('stays below the path of the base address', async () => {
    environment.CRM_URL = `${target.url}/api/v2/`;
    expect(await urlFor('/deals/{id}', { id: 'x' })).toBe('/api/v2/deals/x');
  });

  it.each([
    ['ftp://127.0.0.1'],
    ['file:///etc'],
    ['crm'],
    ['http://user:pw@127.0.0.1'],
    ['http://127.0.0.1/?a'],
    [''],
  ])('refuses the base address “%s” without repeating it', async (url) => {
    environment.CRM_URL = url;
    const result = await write();
    expect(result).toMatchObject({ outcome: 'refused', detail: expect.stringContaining('CRM_URL') });
    expect(JSON.stringify(result)).not.toContain('pw');
    expect((await readFault()).kind).toBe('refused');
  });

  it.each([[''], ['two\nlines']])('refuses the credentials %j', async (secret) => {
    environment.CRM_TOKEN = secret;
    expect(await write()).toMatchObject({ outcome: 'refused', detail: expect.stringContaining('CRM_TOKEN') });
    expect(target.calls).toEqual([]);
  });

  it('sends no credentials for a tool that has none', async () => {
    await write(toolWith({ auth: null }));
    expect(target.calls[0]?.headers.authorization).toBeUndefined();
  });
});
