import type { ApiFault } from '../../../playground/workspace/faults.js';
import { createWorkspace, type Workspace } from '../../../playground/workspace/workspace.js';
import { createSlackDoor, type SlackDoor } from '../../../src/adapters/slack/bolt-app.js';
import type { Desk } from '../../../src/adapters/slack/press-context.js';

const times = { helloMs: 1_500, awayAfterMs: 2_400, pulseMs: 50, firstWaitMs: 20, longestWaitMs: 60 };

describe.each(['socket', 'http'] as const)('while Slack is away (%s)', (delivery) => {
  let workspace: Workspace;
  let door: SlackDoor;
  let logged: string[];
  beforeEach(async () => {
    logged = [];
    workspace = await createWorkspace({ delivery, burst: null });
    const write = (facts: Record<string, unknown>, message: string): void => {
      logged.push(`${message} ${String(facts.err ?? '')}`);
    };
    const { botToken, appToken, signingSecret, apiUrl } = workspace;
    door = createSlackDoor(
      {
        botToken,
        appToken: delivery === 'socket' ? appToken : null,
        signingSecret: delivery === 'socket' ? null : signingSecret,
        apiUrl,
        times,
      },
      {
        log: { info: write, warn: write, error: write },
        people: { self: () => ({ botId: 'B0', botUserId: 'U0BOT', teamId: 'T0DEMO' }) },
      } as unknown as Desk,
    );
    expect(door.trouble()).toMatch(/^Slack (is not connected|has not answered yet)\.$/);
    door.start();
    await well();
  });
  afterEach(async () => {
    door.stop();
    await workspace.close();
  });

  const look = async (holds: (trouble: string | null) => boolean): Promise<void> => {
    while (!holds(door.trouble())) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const well = () => look((trouble) => trouble === null);
  const red = (words: RegExp) => look((trouble) => trouble !== null && words.test(trouble));

  it('says that the token was revoked, until it works again', async () => {
    workspace.faults.revokeToken();
    await red(/token/i);
    workspace.faults.clear();
    await well();
  });

  it('says that Slack is silent when calls lead nowhere, until they are answered', async () => {
    workspace.faults.plan('auth.test', { kind: 'status', status: 503 }, 1_000_000);
    await red(/^Slack has been silent for \d+ seconds\.$/);
    workspace.faults.clear();
    await well();
  });

  it('takes a request to wait for a sign of life', async () => {
    workspace.faults.plan('auth.test', { kind: 'rate', retryAfterS: 1 }, 1_000_000);
    // By then it would be silent for good.
    await new Promise((resolve) => setTimeout(resolve, times.awayAfterMs + 100));
    await well();
  });

  if (delivery === 'http') return;

  const refusals: readonly [string, ApiFault, RegExp | null][] = [
    ...['invalid_auth', 'not_authed', 'account_inactive', 'user_removed_from_team', 'team_disabled'].map(
      (error): [string, ApiFault, RegExp] => [error, { kind: 'error', error }, new RegExp(`\\(${error}\\)`)],
    ),
    ['token_revoked', { kind: 'error', error: 'token_revoked' }, /\(token_revoked\)/],
    ['a fault of Slack’s', { kind: 'status', status: 503 }, null],
    ['a lost answer', { kind: 'drop' }, null],
  ];
  it.each(refusals)('connects again by itself after %s', async (_what, fault, words) => {
    workspace.faults.plan('apps.connections.open', fault, 1_000_000);
    workspace.disconnect('refresh_requested');
    await red(words ?? /^Slack has been silent/);
    workspace.faults.clear();
    await well();
    expect(logged.join('\n')).toContain('Slack connection failed; reconnecting.');
  });

  it('waits as long as Slack asks before it connects again', async () => {
    workspace.faults.plan('apps.connections.open', { kind: 'rate', retryAfterS: 1 });
    workspace.disconnect('warning');
    await workspace.until(
      () => workspace.calls('apps.connections.open').length >= 3 || null,
      'a second try to connect',
    );
    const [, refused, again] = workspace.calls('apps.connections.open').map(({ at }) => at);
    expect(again! - refused!).toBeGreaterThanOrEqual(990);
    await well();
  });

  it('gives up a connection that never says hello', async () => {
    workspace.line.mood('no hello');
    workspace.disconnect('warning');
    await red(/^Slack has been silent/);
    workspace.line.mood('fine');
    await well();
  });

  it('renews a connection that has fallen silent', async () => {
    const before = workspace.calls('apps.connections.open').length;
    workspace.line.mood('silent');
    await red(/^Slack has been silent/);
    workspace.line.mood('fine');
    await well();
    expect(workspace.calls('apps.connections.open').length).toBeGreaterThan(before);
  });

  it('goes on after messages that are none', async () => {
    for (const words of [
      'null',
      '[]',
      '{',
      '"x"',
      '{"type":"events_api"}',
      '{"type":"events_api","payload":{}}',
    ])
      workspace.line.say(words);
    await workspace.event({ type: 'team_rename', name: 'x' });
    await well();
    expect(logged.filter((line) => line.startsWith('Slack socket message could not be parsed.'))).not.toEqual(
      [],
    );
  });
});
