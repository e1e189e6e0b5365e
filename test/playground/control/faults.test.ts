import { SocketModeReceiver } from '@slack/bolt';
import { LogLevel, WebClient } from '@slack/web-api';
import { aControl, type Control } from '../../support/bot/a-control.js';

/** What goes wrong on demand, met by Slack's own clients. */
describe('faults on demand', () => {
  let control: Control;
  let client: WebClient;
  beforeAll(async () => {
    control = await aControl({ burst: null });
    client = new WebClient(control.workspace.botToken, {
      slackApiUrl: control.workspace.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logLevel: LogLevel.ERROR,
    });
  });
  afterEach(() => cause({ fault: 'clear' }));
  afterAll(() => control.close());

  const cause = (body: unknown) => control.post('/control/faults', body);
  const post = (channel = '#support', text = 'Hello') => client.chat.postMessage({ channel, text });

  it.each([
    ['fault', {}],
    ['fault', { fault: 'earthquake' }],
    ['method', { fault: 'rate_limited', method: 'chat.shout' }],
    ['method', { fault: 'server_error', method: 7 }],
    ['times', { fault: 'lost_reply', times: 0 }],
    ['times', { fault: 'lost_reply', times: 1.5 }],
    ['times', { fault: 'lost_reply', times: 'often' }],
    ['times', { fault: 'disconnect', times: 2 }],
    ['channel', { fault: 'archive_channel' }],
    ['channel', { fault: 'archive_channel', channel: '#nowhere' }],
    ['channel', { fault: 'archive_channel', channel: 'U0BEN' }],
    ['user', { fault: 'deactivate_user' }],
    ['user', { fault: 'deactivate_user', user: 'U0NOBODY' }],
    ['user', { fault: 'deactivate_user', user: 'U0BOT' }],
    ['user', { fault: 'revoke_token', user: 'U0BEN' }],
  ])('refuses a wrong “%s” in a sentence that names it: %j', async (field, body) => {
    const answer = await cause(body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(new RegExp(`^“${field}” .*\\.$`));
    expect((await control.get('/control/faults')).body.faults).toEqual([]);
  });

  it('limits as many calls as asked, says for how long, and only that method', async () => {
    await cause({ fault: 'rate_limited', method: 'chat.postMessage', times: 2 });
    await client.users.info({ user: 'U0ANA' });
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_rate_limited_error', retryAfter: 2 });
    expect((await control.get('/control/state')).body.faults).toEqual([
      { fault: 'rate_limited', method: 'chat.postMessage', times: 1 },
    ]);
    await expect(post()).rejects.toMatchObject({ retryAfter: 2 });
    await post();
  });

  it('answers 5xx to any call when no method is named, and nothing happens', async () => {
    await cause({ fault: 'server_error' });
    const before = control.workspace.messages('#support').length;
    await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_http_error', statusCode: 503 });
    expect(control.workspace.messages('#support')).toHaveLength(before);
    await post();
  });

  it('loses the reply of a message that stands', async () => {
    await cause({ fault: 'lost_reply', method: 'chat.postMessage' });
    await expect(post('#support', 'Lost?')).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    expect(control.workspace.messages('#support').at(-1)?.text).toBe('Lost?');
  });

  it('closes the socket, and the real client comes back by itself', async () => {
    const { client: socket } = new SocketModeReceiver({
      appToken: control.workspace.appToken,
      installerOptions: { clientOptions: { slackApiUrl: control.workspace.apiUrl } },
      logLevel: LogLevel.ERROR,
    });
    await socket.start();
    const back = new Promise((resolve) => socket.once('connected', resolve));
    await cause({ fault: 'disconnect' });
    await back;
    socket.on('interactive', ({ ack }: { ack: () => Promise<void> }) => void ack());
    await post('#support', 'After');
    const message = { ...control.workspace.messages('#support').at(-1)!, blocks: aButton };
    expect(await control.workspace.as('U0ANA').click(message, 'press')).not.toBeNull();
    await socket.disconnect();
  });

  it('archives a channel until it is cleared', async () => {
    await cause({ fault: 'archive_channel', channel: '#refunds' });
    await expect(post('#refunds')).rejects.toMatchObject({ data: { error: 'is_archived' } });
    expect((await client.conversations.info({ channel: 'C0REFUNDS' })).channel?.is_archived).toBe(true);
    expect((await control.get('/control/faults')).body.faults).toEqual([
      { fault: 'archive_channel', channel: 'C0REFUNDS' },
    ]);
    await cause({ fault: 'clear' });
    await post('#refunds');
  });

  it('deactivates a person, who can no longer be written to', async () => {
    await cause({ fault: 'deactivate_user', user: 'U0SAM' });
    expect((await client.users.info({ user: 'U0SAM' })).user?.deleted).toBe(true);
    await expect(client.conversations.open({ users: 'U0SAM' })).rejects.toMatchObject({
      data: { error: 'user_disabled' },
    });
    await cause({ fault: 'clear' });
    expect((await client.users.info({ user: 'U0SAM' })).user?.deleted).toBe(false);
  });

  it('revokes the token for every method until it is cleared', async () => {
    await cause({ fault: 'revoke_token' });
    await expect(post()).rejects.toMatchObject({ data: { error: 'token_revoked' } });
    await expect(client.auth.test()).rejects.toMatchObject({ data: { error: 'token_revoked' } });
    await cause({ fault: 'clear' });
    await client.auth.test();
  });
});

const aButton = [
  {
    type: 'actions',
    elements: [{ type: 'button', action_id: 'press', text: { type: 'plain_text', text: 'Press' } }],
  },
];
