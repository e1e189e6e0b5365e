import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startPlayground } from '../../playground/main.js';

const listen = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
const close = (server: Server) => new Promise((resolve) => server.close(resolve));

/** A port that is taken, and whose neighbour before it is free. */
const takenAfterFree = async (): Promise<{ taken: Server; free: number }> => {
  for (;;) {
    const taken = await listen(0);
    const free = (taken.address() as AddressInfo).port - 1;
    const before = await listen(free).catch(() => null);
    if (before) {
      await close(before);
      return { taken, free };
    }
    await close(taken);
  }
};

describe('starting the playground', () => {
  it.each([
    ['the page', 1],
    ['its API, one higher', 0],
  ])(
    'says in one sentence when the port of %s is taken, and leaves nothing running',
    async (_what, offset) => {
      const { taken, free } = await takenAfterFree();
      const port = free + offset;
      const start = startPlayground({ PORT: String(port), LOG_LEVEL: 'silent' });
      await expect(start).rejects.toMatchObject({
        message: `Port ${free + 1} is taken by another program: stop it, or set PORT to a free one.`,
      });
      await close(taken);
      // The other port was let go as well.
      const again = await startPlayground({ PORT: String(port), LOG_LEVEL: 'silent' });
      expect(again.url).toBe(`http://127.0.0.1:${port}`);
      expect(again.apiUrl).toBe(`http://127.0.0.1:${port + 1}`);
      await again.stop();
    },
  );

  it('says when no port is left for its API', async () => {
    await expect(startPlayground({ PORT: '65535', LOG_LEVEL: 'silent' })).rejects.toMatchObject({
      message: 'Port 65535 is the last one and the API needs the next: set PORT to a smaller one.',
    });
  });
});
