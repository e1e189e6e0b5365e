import { startPlayground } from '../../../playground/main.js';

/** The real bot lives through what goes wrong in its workspace. */
describe('faults and the bot', () => {
  let playground: Awaited<ReturnType<typeof startPlayground>>;
  beforeEach(async () => {
    playground = await startPlayground({ PORT: '0', LOG_LEVEL: 'silent' });
  });
  afterEach(() => playground.stop());

  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${playground.url}${path}`, { method: 'POST', body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
    return (await answer.json()) as Record<string, unknown>;
  };
  interface Seen {
    messages: { ts: string; blocks: unknown[]; user: string }[];
    faults: unknown[];
  }
  const look = async (): Promise<Seen> =>
    (await fetch(`${playground.url}/control/state?as=U0BEN&channel=C0SUPPORT`)).json() as Promise<Seen>;
  const eventually = async <T>(seen: () => Promise<T | undefined | false>): Promise<T> => {
    for (;;) {
      const found = await seen();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const cards = async () =>
    (await look()).messages.filter(({ blocks }) => JSON.stringify(blocks).includes('Acme'));
  const isOver = async () => (await look()).faults.length === 0;

  it.each(['rate_limited', 'server_error', 'lost_reply'])('%s leaves one card in the end', async (fault) => {
    await post('/control/faults', { fault, method: 'chat.postMessage' });
    await post('/control/event', { name: 'inquiry' });
    await eventually(isOver);
    const card = await eventually(async () => (await cards())[0]);
    // What was meant to be tried again is tried again at the later time.
    await post('/control/clock', { advanceMs: 60_000 });
    const click = { as: 'U0BEN', do: 'click', channel: 'C0SUPPORT', ts: card.ts, action: 'handoff.approve' };
    expect(await post('/control/act', click)).toEqual({});
    await eventually(async () => JSON.stringify(await cards()).includes('· done.'));
    expect(await cards()).toHaveLength(1);
  });

  it('a disconnection is over by itself, and the next click is heard', async () => {
    await post('/control/event', { name: 'inquiry' });
    const card = await eventually(async () => (await cards())[0]);
    await post('/control/faults', { fault: 'disconnect' });
    const click = { as: 'U0BEN', do: 'click', channel: 'C0SUPPORT', ts: card.ts, action: 'handoff.approve' };
    await eventually(async () => !('note' in (await post('/control/act', click))));
    await eventually(async () => JSON.stringify(await cards()).includes('· done.'));
  });
});
