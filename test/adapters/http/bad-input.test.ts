import { agentToken, aTown, inquiry, type Town } from '../../support/browser/a-town.js';

let town: Town;
beforeAll(async () => {
  town = await aTown();
});
afterAll(() => town.close());

const base = JSON.parse(inquiry) as Record<string, unknown>;
const stored = async (): Promise<number> => (await town.api('/v1/handoffs')).body.handoffs.length;

describe('a submission with something wrong gets one sentence and a pointer, and nothing is stored', () => {
  const refund = { task: 'refund', summary: 'Refund it', fields: { order_id: 'O-7', amount: '40.00 EUR' } };
  const cases: [string, unknown, number, string][] = [
    ['a task named like what every object has', { ...base, task: 'constructor' }, 422, '/task'],
    [
      'a field named like what every object has',
      { ...base, fields: { constructor: 1 } },
      422,
      '/fields/constructor',
    ],
    ['no task', { ...base, task: undefined }, 400, '/task'],
    ['an empty task', { ...base, task: ' ' }, 400, '/task'],
    ['a task of the wrong type', { ...base, task: 7 }, 400, '/task'],
    ['an unknown task', { ...base, task: 'world_peace' }, 422, '/task'],
    ['a task that this agent may not submit', { ...base, task: 'security_incident' }, 403, '/task'],
    ['no summary and no text', { ...base, summary: undefined }, 400, '/summary'],
    ['a very long summary', { ...base, summary: 'x'.repeat(1_001) }, 400, '/summary'],
    ['a client of the wrong type', { ...base, client: ['Acme'] }, 400, '/client'],
    ['a draft of the wrong type', { ...base, draft_response: 7 }, 400, '/draft_response'],
    ['a confidence above one', { ...base, confidence: 1.2 }, 400, '/confidence'],
    ['a confidence as a text', { ...base, confidence: 'high' }, 400, '/confidence'],
    ['flags that are no list', { ...base, flags: 'vip' }, 400, '/flags'],
    ['a flag of the wrong type', { ...base, flags: ['vip', 7] }, 400, '/flags/1'],
    ['options of the wrong type', { ...base, options: [{}] }, 400, '/options/0'],
    [
      'a recommended action of the wrong type',
      { ...base, recommended_action: 1 },
      400,
      '/recommended_action',
    ],
    ['an option that nobody has', { ...base, options: ['to_the_moon'] }, 422, '/options/0'],
    ['an unknown urgency', { ...base, urgency: 'panic' }, 400, '/urgency'],
    ['a requester by name', { ...base, requester: 'Ana' }, 400, '/requester'],
    [
      'a link without a web address',
      { ...base, links: [{ label: 'x', url: 'javascript:alert(1)' }] },
      400,
      '/links/0/url',
    ],
    ['a field that does not exist', { ...base, colour: 'red' }, 400, '/colour'],
    ['a packet with an unknown part', { ...base, packet: { mood: 'good' } }, 400, '/packet/mood'],
    ['a field that the charter does not have', { ...base, fields: { size: 1 } }, 422, '/fields/size'],
    [
      'an amount that is none',
      { ...refund, fields: { order_id: 'O-7', amount: 'forty' } },
      422,
      '/fields/amount',
    ],
    [
      'a tool outside the task type',
      { ...base, actions: [{ tool: 'payments.refund', arguments: {} }] },
      422,
      '/actions/0/tool',
    ],
    [
      'a tool that does not exist',
      { ...base, actions: [{ tool: 'rm', arguments: {} }] },
      422,
      '/actions/0/tool',
    ],
    [
      'an argument that is missing',
      { ...base, actions: [{ tool: 'mail.send', arguments: { to: 'x' } }] },
      422,
      '/actions/0/arguments',
    ],
    [
      'an argument that does not exist',
      { ...base, actions: [{ tool: 'mail.send', arguments: { to: 'x', body: 'y', bcc: 'z' } }] },
      422,
      '/actions/0/arguments/bcc',
    ],
    [
      'an argument outside its choices',
      {
        ...base,
        actions: [{ tool: 'crm.update_account', arguments: { id: 'x', status: 'on fire', last_topic: 'y' } }],
      },
      422,
      '/actions/0/arguments/status',
    ],
  ];
  it.each(cases)('%s', async (_what, body, status, pointer) => {
    const before = await stored();
    const answer = await town.api('/v1/handoffs', { body });
    expect(answer).toMatchObject({ status, body: { status, pointer, title: expect.any(String) } });
    expect(answer.body.detail.length).toBeGreaterThan(10);
    expect(await stored()).toBe(before);
  });

  it.each([
    ['a key that stands twice', '"task": "refund"', 400, '/task'],
    ['half of a character', '"account": "a\\ud800"', 400, '/account'],
    ['a number that cannot be kept exactly', '"fields": {"x": 9007199254740993}', 400, '/fields/x'],
    ['a field named like a part of every object', '"fields": {"__proto__": {}}', 400, '/fields/__proto__'],
    ['a field that every object has', '"fields": {"constructor": 1}', 422, '/fields/constructor'],
    ['a field whose name needs escapes', '"fields": {"a/b": 1}', 422, '/fields/a~1b'],
    [
      'a tool that every object has',
      '"actions": [{"tool":"constructor","arguments":{}}]',
      422,
      '/actions/0/tool',
    ],
  ])('%s', async (_what, member, status, pointer) => {
    const before = await stored();
    const body = inquiry.replace('{', `{ ${member},`);
    expect(await town.api('/v1/handoffs', { body })).toMatchObject({ status, body: { status, pointer } });
    expect(await stored()).toBe(before);
  });

  it('is damaged, or sent in a way that is not understood', async () => {
    const send = (body: string, headers: Record<string, string>) =>
      town.api('/v1/handoffs', { body, headers });
    expect((await send(inquiry, { 'content-encoding': 'gzip' })).status).toBe(400);
    expect((await send(inquiry, { 'content-encoding': 'zip' })).status).toBe(415);
    expect((await send(inquiry, { 'content-type': 'application/json; charset=latin1' })).status).toBe(415);
    expect((await send(inquiry, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(201);
    expect((await town.api('/v1/handoffs/%E0')).status).toBe(400);
    const halfCharacter = await fetch(`${town.app.url}/v1/handoffs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${agentToken}`, 'content-type': 'application/json' },
      body: Buffer.from([0x22, 0xc3, 0x22]),
    });
    const answer = (await halfCharacter.json()) as { detail: string };
    expect([halfCharacter.status, answer.detail]).toEqual([400, 'The body is not UTF-8.']);
  });

  it('takes null for what there is not, as typed clients write it', async () => {
    const body = {
      ...{ task: 'customer_reply', client: 'Acme Corp', account: null, summary: 'A parcel came late' },
      ...{ text: null, draft_response: 'Sorry.', confidence: 0.9, recommended_action: null, requester: null },
      packet: { goal: 'Calm them', what_happened: null },
      ...{ links: null, flags: null, options: null, actions: null, fields: null, urgency: null },
    };
    const answer = await town.api('/v1/handoffs', { body });
    expect([answer.status, answer.body]).toEqual([201, expect.objectContaining({ account: 'Acme Corp' })]);
    const without = await town.api('/v1/handoffs', { body: { ...body, packet: null } });
    expect(without.status).toBe(201);
    const none = await town.api('/v1/handoffs', { body: { ...body, task: null } });
    expect(none).toMatchObject({ status: 400, body: { pointer: '/task' } });
  });

  it('names every field at fault', async () => {
    const { body } = await town.api('/v1/handoffs', { body: { ...base, confidence: 2, flags: 1, task: 1 } });
    expect(body.errors.map((error: { pointer: string }) => error.pointer).sort()).toEqual([
      '/confidence',
      '/flags',
      '/task',
    ]);
  });

  it('names every value that the charter does not take', async () => {
    const actions = [{ tool: 'rm', arguments: {} }];
    const answer = await town.api('/v1/handoffs', { body: { ...base, fields: { size: 1 }, actions } });
    expect(answer).toMatchObject({ status: 422, body: { pointer: '/fields/size' } });
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/fields/size',
      '/actions/0/tool',
    ]);
  });

  it('is not JSON, not declared as JSON, or too large', async () => {
    expect(await town.api('/v1/handoffs', { body: '{"task":' })).toMatchObject({ status: 400 });
    expect(
      await town.api('/v1/handoffs', { body: inquiry, headers: { 'content-type': 'text/plain' } }),
    ).toMatchObject({ status: 415 });
    expect(await town.api('/v1/handoffs', { body: { ...base, text: 'x'.repeat(1_100_000) } })).toMatchObject({
      status: 413,
    });
  });

  it('comes without a token, with a wrong one, or asks for somebody else’s handoff', async () => {
    expect(await town.api('/v1/handoffs', { body: inquiry, token: 'wrong' })).toMatchObject({ status: 401 });
    const { body } = await town.api('/v1/handoffs', { body: inquiry });
    expect((await town.api(`/v1/handoffs/${body.id}`, { token: 'ops-agent-token' })).status).toBe(404);
    expect((await town.api('/v1/handoffs/h_nope')).status).toBe(404);
    expect((await town.api('/nowhere')).status).toBe(404);
    expect((await town.api(`/v1/handoffs/${body.id}/wait?timeout=2h`)).status).toBe(400);
  });
});

describe('a submission with a key', () => {
  it('is one handoff, however often it is sent', async () => {
    const before = await stored();
    const headers = { 'idempotency-key': 'key-1' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => town.api('/v1/handoffs', { body: inquiry, headers })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await town.api('/v1/handoffs', { body: { ...base, client: 'Globex' }, headers })).status).toBe(
      409,
    );
    expect(await stored()).toBe(before + 1);
  });
});

describe('a raw text', () => {
  it('becomes a card by template when no model is configured, and says so', async () => {
    const text =
      'Globex wants to move to the yearly plan. They asked twice this week and need an answer by Friday.';
    const { body } = await town.api('/v1/handoffs', {
      body: { task: 'customer_reply', client: 'Globex', text, draft_response: 'Hello' },
    });
    const card = await town.workspace.until(
      () =>
        town.workspace
          .messages('#support')
          .find((message) =>
            town.workspace.words(message).includes('Globex wants to move to the yearly plan.'),
          ),
      'a card of the text',
    );
    expect(town.workspace.words(card)).toContain('Not drafted by AI');
    expect(body.state).toBe('intake');
  });
});
