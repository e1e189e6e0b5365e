import { startPlayground } from '../../../playground/main.js';

const hour = 3_600_000;

describe('the demo’s clock', () => {
  let playground: Awaited<ReturnType<typeof startPlayground>>;
  beforeAll(async () => {
    playground = await startPlayground({ PORT: '0', LOG_LEVEL: 'silent' });
  });
  afterAll(() => playground.stop());

  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${playground.url}${path}`, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const look = async (as: string, channel = 'C0SUPPORT') =>
    (await (await fetch(`${playground.url}/control/state?as=${as}&channel=${channel}`)).json()) as {
      clock: { nowAt: number; aheadMs: number };
      messages: { text: string; ts: string; channel: string; blocks: unknown[] }[];
      modal: unknown;
    };
  const eventually = async <T>(seen: () => Promise<T | undefined | false>): Promise<T> => {
    for (;;) {
      const found = await seen();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const saying = async (as: string, words: string, channel?: string) =>
    (await look(as, channel)).messages.find((message) => JSON.stringify(message).includes(words));

  it('begins at the machine’s time', async () => {
    const { clock } = await look('U0ANA');
    expect(clock.aheadMs).toBe(0);
    expect(Math.abs(clock.nowAt - Date.now())).toBeLessThan(60_000);
  });

  it.each([
    ['nothing', {}],
    ['zero', { advanceMs: 0 }],
    ['time that runs backwards', { advanceMs: -1 }],
    ['half a millisecond', { advanceMs: 0.5 }],
    ['words', { advanceMs: 'an hour' }],
    ['more than 31 days', { advanceMs: 31 * 24 * hour + 1 }],
    ['something else besides', { advanceMs: 1, also: true }],
    ['a list', []],
    ['what is not JSON', '{"advanceMs":'],
  ])('refuses %s with one sentence and stays', async (_what, body) => {
    const answer = await post('/control/clock', body);
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatch(/^[^.]+\.$/);
    expect((await look('U0ANA')).clock.aheadMs).toBe(0);
  });

  it('shows a nudge, then an escalation, when nobody moves', async () => {
    await post('/control/event', { name: 'inquiry' });
    const card = await eventually(() => saying('U0ANA', 'Waiting for a decision'));
    const owner = /owner <@(\w+)>/.exec(JSON.stringify(card))?.[1] ?? '';
    expect(await post('/control/clock', { advanceMs: 2 * hour + 60_000 })).toMatchObject({
      status: 200,
      body: { aheadMs: 2 * hour + 60_000 },
    });
    await eventually(() => saying(owner, 'still waiting for a decision', `D${owner.slice(1)}`));
    await post('/control/clock', { advanceMs: 2 * hour });
    await eventually(() => saying('U0ANA', 'owner <@U0MEG>'));
    expect((await look('U0ANA')).clock.aheadMs).toBe(4 * hour + 60_000);
    const stamps = (await look('U0ANA')).messages.map(({ ts }) => Number(ts));
    expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
  });

  it('still lets people open windows and decide at the later time', async () => {
    const card = await eventually(() => saying('U0BEN', 'owner <@U0MEG>'));
    await post('/control/act', {
      as: 'U0BEN',
      do: 'click',
      channel: card.channel,
      ts: card.ts,
      action: 'handoff.reject',
    });
    await eventually(async () => (await look('U0BEN')).modal);
    await post('/control/act', { as: 'U0BEN', do: 'close' });
    await post('/control/act', {
      as: 'U0BEN',
      do: 'click',
      channel: card.channel,
      ts: card.ts,
      action: 'handoff.approve',
    });
    await eventually(() => saying('U0BEN', '· done.'));
  });
});
