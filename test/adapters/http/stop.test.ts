import { createHttpDoor, type HttpDeps } from '../../../src/adapters/http/server.js';
import { createChanges } from '../../../src/application/changes.js';
import { aCharter } from '../../support/a-charter.js';
import { inReview } from '../../support/bot/a-story.js';

describe('a stop', () => {
  it('answers an agent that waits with what stands, and does not wait for it', async () => {
    const handoff = inReview().it();
    let hasBegun = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      hasBegun = resolve;
    });
    const { subscribe } = createChanges();
    const door = createHttpDoor({
      store: { handoff: async () => handoff },
      queries: { handoff: async () => handoff },
      charters: { current: () => aCharter() },
      secret: () => 'a-token',
      subscribe: (id: string, listener: Parameters<typeof subscribe>[1]) => {
        hasBegun();
        return subscribe(id, listener);
      },
      slack: null,
    } as unknown as HttpDeps);
    const url = await door.listen({ host: '127.0.0.1', port: 0 });
    const waiting = fetch(`${url}/v1/handoffs/${handoff.id}/wait?timeout=50s`, {
      headers: { authorization: 'Bearer a-token' },
    });
    await begun;
    // Within the time that a test may take, which is less than the wait would.
    await door.close();
    const answer = await waiting;
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    expect(((await answer.json()) as { state: string }).state).toBe('review');
  });
});
