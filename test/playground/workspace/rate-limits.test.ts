import { createWorkspace, type Workspace } from '../../../playground/workspace/workspace.js';
import { callApi } from '../../support/bot/a-web-api.js';

/** Slack's tiers; the clock stands still unless the test moves it. */
describe('the stand-in’s rate limits', () => {
  let workspace: Workspace;
  let now = 1_800_000_000_000;
  beforeEach(async () => {
    workspace = await createWorkspace({ burst: 0, now: () => now });
  });
  afterEach(() => workspace.close());
  const call = (method: string, args: Readonly<Record<string, unknown>> = {}) =>
    callApi(workspace, method, args);
  const limited = { status: 429, ok: false, error: 'ratelimited' };

  it('lets one message a second into each channel', async () => {
    const post = (channel: string) => call('chat.postMessage', { channel, text: 'x' });
    expect(await post('#support')).toMatchObject({ ok: true });
    expect(await post('#refunds')).toMatchObject({ ok: true });
    expect(await post('#support')).toEqual({ ...limited, retryAfter: '1' });
    // The same channel by its other name.
    expect(await post('C0SUPPORT')).toMatchObject(limited);
    now += 1_000;
    expect(await post('#support')).toMatchObject({ ok: true });
    expect(workspace.messages('#support')).toHaveLength(2);
  });

  it.each([
    ['tier 2', 'users.list', 20],
    ['tier 2', 'usergroups.users.list', 20],
    ['tier 3', 'chat.update', 50],
    ['tier 3', 'conversations.history', 50],
    ['tier 4', 'users.info', 100],
    ['tier 4', 'views.publish', 100],
  ])('%s: %s takes %i calls a minute', async (_tier, method, most) => {
    for (let calls = 0; calls < most; calls += 1) expect((await call(method)).status).toBe(200);
    now += 15_000;
    expect(await call(method)).toEqual({ ...limited, retryAfter: '45' });
    now += 45_000;
    expect((await call(method)).status).toBe(200);
  });

  it('forgives a short burst when told so', async () => {
    const kind = await createWorkspace({ burst: 2, now: () => now });
    const post = () => callApi(kind, 'chat.postMessage', { channel: '#support', text: 'x' });
    expect([(await post()).ok, (await post()).ok, (await post()).ok, (await post()).ok]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    await kind.close();
  });
});
