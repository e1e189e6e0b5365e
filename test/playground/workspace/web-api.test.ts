import { createWorkspace, type Workspace } from '../../../playground/workspace/workspace.js';
import { callApi } from '../../support/bot/a-web-api.js';

const scopes = ['chat:write', 'users:read', 'im:history', 'channels:read'];
const long = (length: number) => 'x'.repeat(length);

describe('the stand-in’s Web API', () => {
  let workspace: Workspace;
  let now = Date.now();
  beforeEach(async () => {
    workspace = await createWorkspace({ scopes, burst: null, now: () => now });
    workspace.state.channels.set('C0SECRET', { id: 'C0SECRET', name: 'secret', hasBot: false });
    workspace.state.channels.set('C0OLD', { id: 'C0OLD', name: 'old', hasBot: true, isArchived: true });
  });
  afterEach(() => workspace.close());
  const call = (method: string, args: Readonly<Record<string, unknown>> = {}, token?: string | null) =>
    callApi(workspace, method, args, token);
  const posted = async (args: Readonly<Record<string, unknown>> = {}) =>
    (await call('chat.postMessage', { channel: 'C0SUPPORT', text: 'Hello', ...args })).ts as string;

  describe('tokens and scopes', () => {
    it.each([
      ['no token', 'auth.test', null, 'not_authed'],
      ['a wrong token', 'auth.test', 'xoxb-wrong', 'invalid_auth'],
      ['an app token for a bot’s method', 'auth.test', 'xapp-demo-app', 'not_allowed_token_type'],
      ['a bot token for a connection', 'apps.connections.open', 'xoxb-demo-bot', 'not_allowed_token_type'],
      ['a wrong token for a connection', 'apps.connections.open', 'xapp-wrong', 'invalid_auth'],
      ['a method that Slack has and the workspace has not', 'reactions.add', undefined, 'unknown_method'],
      ['a method that nobody has, even without a token', 'chat.shout', null, 'unknown_method'],
    ])('refuses %s', async (_what, method, token, error) => {
      expect(await call(method, {}, token)).toEqual({ status: 200, ok: false, error });
    });

    it.each([
      ['conversations.open', { users: 'U0ANA' }, 'im:write'],
      ['usergroups.list', {}, 'usergroups:read'],
      ['conversations.history', { channel: 'C0SUPPORT' }, 'channels:history'],
      ['conversations.replies', { channel: 'G0X', ts: '1.0' }, 'groups:history'],
      ['conversations.list', { types: 'public_channel,private_channel' }, 'groups:read'],
      ['team.info', {}, 'team:read'],
      ['files.getUploadURLExternal', { filename: 'a.png', length: 1 }, 'files:write'],
    ])('names the scope that %s needs', async (method, args, needed) => {
      expect(await call(method, args)).toEqual({
        status: 200,
        ok: false,
        error: 'missing_scope',
        needed,
        provided: scopes.join(','),
      });
    });

    it('lets a call pass whose scope was given, or that needs none', async () => {
      expect(await call('conversations.history', { channel: 'D0ANA' })).toMatchObject({
        error: 'channel_not_found',
      });
      expect(await call('conversations.list')).toMatchObject({ ok: true });
      expect(await call('auth.test')).toMatchObject({ ok: true, team_id: 'T0DEMO' });
    });
  });

  describe('bodies', () => {
    const raw = async (type: string, body: string) =>
      (
        await fetch(`${workspace.apiUrl}chat.postMessage`, {
          method: 'POST',
          headers: { 'content-type': type, authorization: `Bearer ${workspace.botToken}` },
          body,
        })
      ).json();

    it.each([
      ['JSON that breaks off', '{"channel":', 'invalid_json'],
      ['a JSON list', '[]', 'json_not_object'],
      ['JSON null', 'null', 'json_not_object'],
    ])('refuses %s', async (_what, body, error) => {
      expect(await raw('application/json', body)).toEqual({ ok: false, error });
    });

    it('takes JSON as well as forms', async () => {
      expect(
        await raw('application/json; charset=utf-8', '{"channel":"C0SUPPORT","text":"Hi"}'),
      ).toMatchObject({
        ok: true,
      });
      expect(await raw('application/x-www-form-urlencoded', 'channel=C0SUPPORT&text=Hi')).toMatchObject({
        ok: true,
      });
    });
  });

  describe('messages', () => {
    it.each([
      ['a channel that is not there', { channel: 'C0NOWHERE', text: 'x' }, 'channel_not_found'],
      ['no channel', { text: 'x' }, 'channel_not_found'],
      ['a channel without the bot', { channel: 'C0SECRET', text: 'x' }, 'not_in_channel'],
      ['an archived channel', { channel: '#old', text: 'x' }, 'is_archived'],
      ['nothing to say', { channel: 'C0SUPPORT' }, 'no_text'],
      ['no blocks and no text', { channel: 'C0SUPPORT', blocks: [] }, 'no_text'],
      ['blocks that are no JSON', { channel: 'C0SUPPORT', text: 'x', blocks: '[{' }, 'invalid_blocks_format'],
      ['wrong blocks', { channel: 'C0SUPPORT', text: 'x', blocks: [{ type: 'x' }] }, 'invalid_blocks'],
      [
        'too many attachments',
        { channel: 'C0SUPPORT', text: 'x', attachments: Array.from({ length: 101 }, () => ({ text: 'x' })) },
        'too_many_attachments',
      ],
      [
        'metadata that is no record',
        { channel: 'C0SUPPORT', text: 'x', metadata: '[]' },
        'invalid_metadata_format',
      ],
      [
        'metadata without a payload',
        { channel: 'C0SUPPORT', text: 'x', metadata: { event_type: 'e' } },
        'invalid_metadata_schema',
      ],
      [
        'metadata that is too large',
        { channel: 'C0SUPPORT', text: 'x', metadata: { event_type: 'e', event_payload: { k: long(8_000) } } },
        'metadata_too_large',
      ],
      [
        'a thread that is not there',
        { channel: 'C0SUPPORT', text: 'x', thread_ts: '1.000001' },
        'thread_not_found',
      ],
    ])('refuses %s', async (_what, args, error) => {
      expect(await call('chat.postMessage', args)).toMatchObject({ ok: false, error });
      expect(workspace.state.messages).toEqual([]);
    });

    it('cuts a text at 40,000 characters', async () => {
      await posted({ text: long(40_001) });
      expect(workspace.messages('#support')[0]?.text).toHaveLength(40_000);
    });

    it('takes an update up to 4,000 characters', async () => {
      const ts = await posted();
      const update = (text: string) => call('chat.update', { channel: 'C0SUPPORT', ts, text });
      expect(await update(long(4_001))).toMatchObject({ ok: false, error: 'msg_too_long' });
      expect(await update(long(4_000))).toMatchObject({ ok: true });
    });

    it('changes and deletes only what the bot itself wrote and what stands there', async () => {
      const foreign = await posted();
      const state = workspace.state;
      state.messages[0] = { ...state.messages[0]!, user: 'U0ANA' };
      const at = (ts: string) => ({ channel: 'C0SUPPORT', ts, text: 'x' });
      expect(await call('chat.update', at(foreign))).toMatchObject({ error: 'cant_update_message' });
      expect(await call('chat.delete', at(foreign))).toMatchObject({ error: 'cant_delete_message' });
      expect(await call('chat.update', at('1.0'))).toMatchObject({ error: 'message_not_found' });
      expect(await call('chat.delete', at('1.0'))).toMatchObject({ error: 'message_not_found' });
      expect(await call('chat.delete', at(await posted()))).toMatchObject({ ok: true });
    });

    it('keeps metadata through an update and gives it back only when asked', async () => {
      const metadata = { event_type: 'e', event_payload: { key: 'k' } };
      const ts = await posted({ channel: 'U0ANA', metadata });
      await call('chat.update', { channel: 'D0ANA', ts, text: 'Changed' });
      const history = (more: object) => call('conversations.history', { channel: 'D0ANA', ...more });
      expect((await history({ include_all_metadata: true })).messages[0].metadata).toEqual(metadata);
      expect((await history({})).messages[0].metadata).toBeUndefined();
    });

    it('shows an ephemeral message to one person, and to no history', async () => {
      const { ts } = await call('chat.postMessage', { channel: 'U0ANA', text: 'First' });
      const answer = await call('chat.postEphemeral', { channel: 'D0ANA', user: 'U0ANA', text: 'Psst' });
      expect(answer).toMatchObject({ ok: true });
      expect(workspace.as('U0ANA').privately()).toHaveLength(1);
      expect(workspace.as('U0BEN').privately()).toHaveLength(0);
      const { messages } = await call('conversations.history', { channel: 'D0ANA' });
      expect(messages.map((one: { ts: string }) => one.ts)).toEqual([ts]);
      expect(await call('chat.update', { channel: 'D0ANA', ts: answer.message_ts, text: 'x' })).toMatchObject(
        {
          error: 'message_not_found',
        },
      );
      expect(
        await call('chat.postEphemeral', { channel: 'C0SUPPORT', user: 'U0NOBODY', text: 'x' }),
      ).toMatchObject({
        error: 'user_not_in_channel',
      });
    });

    it('keeps threads out of the channel’s history, and the parent in the thread', async () => {
      const parent = await posted({ channel: 'U0ANA' });
      now += 1_000;
      const reply = await posted({ channel: 'D0ANA', thread_ts: parent });
      const stamps = async (method: string, more: object) =>
        (await call(method, { channel: 'D0ANA', ...more })).messages.map((one: { ts: string }) => one.ts);
      expect(await stamps('conversations.history', {})).toEqual([parent]);
      expect(await stamps('conversations.replies', { ts: parent })).toEqual([parent, reply]);
      expect(await stamps('conversations.history', { oldest: parent })).toEqual([]);
      expect(await stamps('conversations.history', { oldest: parent, inclusive: true })).toEqual([parent]);
      expect(await call('conversations.replies', { channel: 'D0ANA', ts: '1.0' })).toMatchObject({
        error: 'thread_not_found',
      });
    });
  });

  describe('windows', () => {
    const plain = (text: string) => ({ type: 'plain_text', text });
    const view = (change: object = {}) => ({ type: 'modal', title: plain('T'), blocks: [], ...change });
    const trigger = (user = 'U0ANA') => {
      const id = workspace.state.nextId('T');
      workspace.state.triggers.set(id, { user, expiresAt: now + 3_000, isSpent: false });
      return id;
    };
    const open = (trigger_id: string, method = 'views.open', shown: object = view()) =>
      call(method, { trigger_id, view: shown });

    it('takes a trigger once', async () => {
      const id = trigger();
      expect(await open(id)).toMatchObject({ ok: true });
      expect(await open(id)).toMatchObject({ error: 'exchanged_trigger_id' });
    });

    it('takes a trigger for three seconds', async () => {
      const [inTime, late] = [trigger(), trigger()];
      now += 3_000;
      expect(await open(inTime)).toMatchObject({ ok: true });
      now += 1;
      expect(await open(late)).toMatchObject({ error: 'expired_trigger_id' });
    });

    it('takes no trigger of its own making, and no window that is wrong', async () => {
      expect(await open('T9')).toMatchObject({ error: 'invalid_trigger_id' });
      expect(await open(trigger(), 'views.open', view({ title: plain(long(25)) }))).toMatchObject({
        error: 'invalid_arguments',
        response_metadata: { messages: [expect.stringContaining('/view/title/text')] },
      });
    });

    it('puts three windows on top of each other, and no fourth', async () => {
      await open(trigger());
      expect(await open(trigger(), 'views.push')).toMatchObject({ ok: true });
      expect(await open(trigger(), 'views.push')).toMatchObject({ ok: true });
      expect(await open(trigger(), 'views.push')).toMatchObject({ error: 'push_limit_reached' });
    });

    it('updates a window by its id or the app’s own, unless it changed meanwhile or was closed', async () => {
      const opened = (await open(trigger(), 'views.open', view({ external_id: 'e' }))).view;
      const update = (args: object) => call('views.update', { view: view({ external_id: 'e' }), ...args });
      expect(await update({ view_id: opened.id, hash: opened.hash })).toMatchObject({ ok: true });
      expect(await update({ view_id: opened.id, hash: opened.hash })).toMatchObject({
        error: 'hash_conflict',
      });
      expect(await update({ external_id: 'e' })).toMatchObject({ ok: true });
      expect(await update({ view_id: 'V9' })).toMatchObject({ error: 'not_found' });
      expect(await update({})).toMatchObject({ error: 'not_found' });
    });

    it('publishes a home tab unless somebody else did meanwhile', async () => {
      const publish = (args: object) =>
        call('views.publish', { user_id: 'U0ANA', view: { type: 'home', blocks: [] }, ...args });
      const { hash } = (await publish({})).view;
      expect(await publish({ hash })).toMatchObject({ ok: true });
      expect(await publish({ hash })).toMatchObject({ error: 'hash_conflict' });
      expect(await publish({ user_id: 'U0NOBODY' })).toMatchObject({ error: 'user_not_found' });
    });
  });
});
