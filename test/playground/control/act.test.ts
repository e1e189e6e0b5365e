import { aControl, type Control } from '../../support/bot/a-control.js';
import { type AnApp, anApp } from '../../support/bot/an-app.js';

/** What people do through the page, as the app and the others see it. */
describe('acts of a person', () => {
  let control: Control;
  let app: AnApp;
  beforeAll(async () => {
    app = await anApp();
    control = await aControl({ delivery: 'http' });
    control.workspace.setRequestUrl(app.url);
  });
  afterAll(async () => {
    await control.close();
    await app.close();
  });
  const act = (body: unknown) => control.post('/control/act', body);
  const support = () => control.workspace.messages('#support');

  it.each([
    ['as', { do: 'home' }],
    ['as', { as: 'U0NOBODY', do: 'home' }],
    ['do', { as: 'U0ANA' }],
    ['do', { as: 'U0ANA', do: 'dance' }],
    ['text', { as: 'U0ANA', do: 'message', channel: 'C0SUPPORT' }],
    ['text', { as: 'U0ANA', do: 'message', channel: 'C0SUPPORT', text: '' }],
    ['channel', { as: 'U0ANA', do: 'message', text: 'Hello' }],
    ['channel', { as: 'U0ANA', do: 'message', channel: 'C0NOWHERE', text: 'Hello' }],
    ['callbackId', { as: 'U0ANA', do: 'shortcut' }],
    ['values.why', { as: 'U0ANA', do: 'submit', values: { why: 7 } }],
  ])('with a wrong “%s” are refused in a sentence that names it: %j', async (field, body) => {
    const answer = await act(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(new RegExp(`^“${field}” .*\\.$`));
  });

  it('send no demo event that there is not', async () => {
    const answer = await control.post('/control/event', { name: 'earthquake' });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(/^“name” must be one of inquiry, .*\.$/);
  });

  it('write into a channel and into a thread, with what they typed escaped', async () => {
    await act({ as: 'U0KIM', do: 'message', channel: 'C0SUPPORT', text: 'Is 1 < 2 & <!channel>?' });
    const [first] = support();
    expect(first).toMatchObject({
      user: 'U0KIM',
      text: 'Is 1 &lt; 2 &amp; &lt;!channel&gt;?',
      threadTs: null,
    });
    await act({ as: 'U0ANA', do: 'message', channel: 'C0SUPPORT', text: 'It is', threadTs: first?.ts });
    expect(support()[1]).toMatchObject({ user: 'U0ANA', text: 'It is', threadTs: first?.ts });
  });

  it('write nothing under a message that is gone, nor where all is archived', async () => {
    const before = support().length;
    const reply = { as: 'U0ANA', do: 'message', channel: 'C0SUPPORT', text: 'Hi', threadTs: '1.0' };
    expect((await act(reply)).body).toEqual({ note: 'That message is gone.' });
    await control.post('/control/faults', { fault: 'archive_channel', channel: '#support' });
    expect((await act({ ...reply, threadTs: undefined })).body.note).toContain('archived');
    await control.post('/control/faults', { fault: 'clear' });
    expect(support()).toHaveLength(before);
  });

  it('use shortcuts, on a message and everywhere', async () => {
    const payloads = () =>
      app.arrived.map(({ body }) => JSON.parse(new URLSearchParams(body).get('payload') ?? '{}'));
    const { ts } = support()[0]!;
    expect((await act({ as: 'U0ANA', do: 'shortcut', callbackId: 'hand_off', ts })).body).toEqual({});
    expect(payloads().at(-1)).toMatchObject({ type: 'message_action', message: { ts } });
    await act({ as: 'U0ANA', do: 'shortcut', callbackId: 'new' });
    expect(payloads().at(-1)).toMatchObject({ type: 'shortcut', callback_id: 'new' });
    expect((await act({ as: 'U0ANA', do: 'shortcut', callbackId: 'hand_off', ts: '1.0' })).body).toEqual({
      note: 'That message is gone.',
    });
  });

  it('are told when the app does not take them', async () => {
    app.answer = () => ({ status: 500 });
    expect((await act({ as: 'U0ANA', do: 'shortcut', callbackId: 'new' })).body).toEqual({
      note: 'The app did not answer in time.',
    });
  });
});
