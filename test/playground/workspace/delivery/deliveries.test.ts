import { createHmac } from 'node:crypto';
import type { After } from '../../../../playground/workspace/delivery/courier.js';
import type { Message } from '../../../../playground/workspace/state.js';
import { createWorkspace, type Workspace } from '../../../../playground/workspace/workspace.js';
import { type AnApp, type Arrived, anApp } from '../../../support/bot/an-app.js';

const button = {
  type: 'button',
  action_id: 'press',
  text: { type: 'plain_text', text: 'Press' },
  value: 'v',
};

/** What reaches an app over HTTP, and what Slack does when the app does not take it. */
describe('deliveries of the stand-in', () => {
  let app: AnApp;
  let workspace: Workspace;
  let waits: { ms: number; job: () => void }[];
  beforeEach(async () => {
    app = await anApp();
    waits = [];
    const after: After = (ms, job) => {
      waits.push({ ms, job });
      return () => {};
    };
    const events = ['app_home_opened', 'app_mention', 'message.channels', 'user_change'];
    workspace = await createWorkspace({ delivery: 'http', after, events });
    workspace.setRequestUrl(app.url);
  });
  afterEach(async () => {
    await workspace.close();
    await app.close();
  });
  const json = (arrived: Arrived | undefined) => JSON.parse(arrived?.body ?? 'null');
  const interaction = (arrived: Arrived | undefined) =>
    JSON.parse(new URLSearchParams(arrived?.body).get('payload') ?? 'null');
  const card = (): Message => {
    const message: Message = {
      channel: 'C0SUPPORT',
      ts: workspace.state.nextTs(),
      text: 'A card',
      blocks: [{ type: 'actions', elements: [button] }],
      metadata: null,
      threadTs: null,
      user: 'U0BOT',
      onlyFor: null,
      isEdited: false,
    };
    workspace.state.messages.push(message);
    return message;
  };
  const ana = () => workspace.as('U0ANA');

  describe('signatures', () => {
    const isSigned = ({ headers, body }: Arrived, secret: string): boolean => {
      const at = String(headers['x-slack-request-timestamp']);
      const expected = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
      return (
        Math.abs(Date.now() / 1_000 - Number(at)) < 300 && headers['x-slack-signature'] === `v0=${expected}`
      );
    };

    it.each([
      ['an event', () => ana().openHome(), 'application/json'],
      ['a command', () => ana().command('/handoff', 'a & b'), 'application/x-www-form-urlencoded'],
      ['a click', () => ana().click(card(), 'press'), 'application/x-www-form-urlencoded'],
    ])('%s is signed with the secret and no other', async (_what, act, contentType) => {
      await act();
      const [arrived] = app.arrived;
      expect(isSigned(arrived!, workspace.signingSecret)).toBe(true);
      expect(isSigned(arrived!, 'another')).toBe(false);
      expect(isSigned({ ...arrived!, body: `${arrived!.body} ` }, workspace.signingSecret)).toBe(false);
      expect(arrived!.headers['content-type']).toBe(contentType);
    });
  });

  describe('an acknowledgement that does not come', () => {
    it('in three seconds is warned of, and a click is not made again', async () => {
      app.answer = () => ({ isSilent: true });
      const began = Date.now();
      expect(await ana().click(card(), 'press')).toBeNull();
      expect(Date.now() - began).toBeGreaterThanOrEqual(2_990);
      expect(workspace.state.warnings).toEqual(['block_actions was not acknowledged in time.']);
      expect(waits).toEqual([]);
    });

    it('because the app is down or broken is warned of as such', async () => {
      app.answer = () => ({ status: 500 });
      expect(await ana().command('/handoff')).toBeNull();
      workspace.setRequestUrl('http://127.0.0.1:1');
      expect(await ana().command('/handoff')).toBeNull();
      expect(workspace.state.warnings).toEqual([
        '/handoff was answered with an error.',
        '/handoff did not get through: no app is connected.',
      ]);
    });
  });

  describe('an event that was missed', () => {
    /** Lets the wait that stands pass, and everything that it starts. */
    const pass = async () => {
      const seen = () => workspace.state.warnings.length + app.arrived.length;
      const before = seen();
      waits.at(-1)?.job();
      // It arrives, and it is warned of.
      await workspace.until(() => seen() === before + 2, 'the retry to be over');
    };

    it('comes again at once, after a minute and after five, and then no more', async () => {
      app.answer = () => ({ status: 500 });
      await ana().openHome();
      await pass();
      await pass();
      await pass();
      expect(waits.map(({ ms }) => ms)).toEqual([0, 60_000, 300_000]);
      expect(app.arrived.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([
        undefined,
        '1',
        '2',
        '3',
      ]);
      expect(app.arrived.map(({ headers }) => headers['x-slack-retry-reason'])).toEqual([
        undefined,
        'http_error',
        'http_error',
        'http_error',
      ]);
      expect(new Set(app.arrived.map((arrived) => json(arrived).event_id)).size).toBe(1);
      expect(workspace.state.warnings.at(-1)).toBe('app_home_opened was answered with an error (retry 3).');
    });

    it('comes no more once it was taken', async () => {
      app.answer = ({ headers }) => ({ status: headers?.['x-slack-retry-num'] ? 200 : 500 });
      await ana().openHome();
      waits[0]?.job();
      await workspace.until(() => app.arrived.length === 2, 'the retry');
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(waits).toHaveLength(1);
    });

    it('comes no more when the app says so', async () => {
      app.answer = () => ({ status: 400, headers: { 'x-slack-no-retry': '1' } });
      await ana().openHome();
      expect(waits).toEqual([]);
    });
  });

  describe('events', () => {
    it('are sent only when the app subscribed to them', async () => {
      expect(await workspace.event({ type: 'team_join' })).toBeNull();
      await ana().say('Psst', { channel: 'U0ANA' });
      expect(app.arrived).toEqual([]);
      expect(await workspace.event({ type: 'user_change', user: { id: 'U0ANA' } })).not.toBeNull();
      expect(json(app.arrived[0])).toMatchObject({
        type: 'event_callback',
        team_id: 'T0DEMO',
        event: { type: 'user_change' },
        authorizations: [{ user_id: 'U0BOT' }],
      });
    });

    it('tell of a message, and again when it names the bot', async () => {
      const said = await ana().say('@Countersign is 1 < 2 & 3? <!channel> @Ben #refunds', {
        channel: '#support',
      });
      expect(said.text).toBe('<@U0BOT> is 1 &lt; 2 &amp; 3? &lt;!channel&gt; <@U0BEN> <#C0REFUNDS>');
      expect(app.arrived.map((arrived) => json(arrived).event.type)).toEqual(['message', 'app_mention']);
      expect(json(app.arrived[0]).event).toMatchObject({
        user: 'U0ANA',
        text: said.text,
        ts: said.ts,
        channel: 'C0SUPPORT',
        channel_type: 'channel',
      });
    });

    it('tell of an answer in a thread, and of nothing where the bot is not', async () => {
      await workspace.as('U0GUEST').say('Here', { channel: '#support', threadTs: card().ts });
      expect(json(app.arrived[0]).event).toMatchObject({
        thread_ts: expect.any(String),
        user_team: 'T0ELSE',
      });
      workspace.state.channels.set('C0QUIET', { id: 'C0QUIET', name: 'quiet', hasBot: false });
      await ana().say('@Countersign?', { channel: '#quiet' });
      expect(app.arrived).toHaveLength(1);
    });
  });

  it('brings a shortcut on a message and one that stands everywhere', async () => {
    const message = card();
    await ana().shortcut('hand_off', message);
    expect(interaction(app.arrived[0])).toMatchObject({
      type: 'message_action',
      callback_id: 'hand_off',
      user: { id: 'U0ANA', team_id: 'T0DEMO' },
      channel: { id: 'C0SUPPORT' },
      message: { ts: message.ts, text: 'A card' },
      trigger_id: expect.any(String),
      response_url: expect.stringContaining('/response/'),
    });
    await ana().shortcut('new_handoff');
    const everywhere = interaction(app.arrived[1]);
    expect(everywhere).toMatchObject({
      type: 'shortcut',
      callback_id: 'new_handoff',
      trigger_id: expect.any(String),
    });
    expect(everywhere).not.toHaveProperty('response_url');
  });
});
