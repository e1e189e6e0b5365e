import { mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnchorKeeper } from '../../../src/adapters/anchors/anchor-keeper.js';
import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';
import { createAnchoring } from '../../../src/application/watch/anchoring.js';
import { hour, startAt } from '../../support/bot/a-story.js';
import { does, opening } from '../../support/targets/a-log.js';

/** Takes lines, unless it is told to answer with something else. */
const aReceiver = async () => {
  const taken: string[] = [];
  const says = { status: 204 };
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      if (says.status === 204) taken.push(body);
      response.writeHead(says.status, says.status === 302 ? { location: 'http://127.0.0.1:9/' } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/anchors?key=secret`;
  return { taken, says, url, close: () => new Promise((resolve) => server.close(resolve)) };
};

/** A log with two events, and the anchoring of it at a time that the test moves. */
const anAnchoring = async (to: (folder: string) => string | null) => {
  const folder = mkdtempSync(join(tmpdir(), 'anchors-'));
  const store = await createSqliteStore({ file: join(folder, 'log.db') });
  const time = { now: startAt };
  const logged: unknown[] = [];
  const target = to(folder);
  const log = { info: () => {}, warn: () => {}, error: (...line: unknown[]) => void logged.push(line) };
  const anchoring = createAnchoring({
    store,
    keeper: target === null ? null : createAnchorKeeper(target),
    clock: { now: () => time.now, newId: () => 'x' },
    timer: { endOfTurn: (job) => void setImmediate(job) },
    log,
  });
  return { folder, store, anchoring, time, logged, target: target ?? '' };
};
const numbers = (lines: readonly string[]): number[] =>
  lines.map((line) => JSON.parse(line).anchor as number);

describe('the hourly anchor', () => {
  it('waits for the first event, then for an hour, and is written even when nothing happened', async () => {
    const { store, anchoring, time } = await anAnchoring(() => null);
    await anchoring.tick();
    expect(await store.lastAnchor()).toBeNull();
    await does(store, 'h_1', { commands: opening('h_1') });
    await anchoring.tick();
    expect(await store.lastAnchor()).toMatchObject({ n: 1, events: 2, heads: 1 });
    time.now = new Date(startAt.getTime() + hour - 1);
    await anchoring.tick();
    expect(await store.lastAnchor()).toMatchObject({ n: 1 });
    time.now = new Date(startAt.getTime() + hour);
    await Promise.all([anchoring.tick(), anchoring.tick()]);
    expect(await store.lastAnchor()).toMatchObject({ n: 2, events: 2, heads: 1, at: time.now.getTime() });
    await store.close();
  });

  it('goes to a file, one line each, and each once', async () => {
    const { store, anchoring, time, target } = await anAnchoring((folder) => join(folder, 'anchors.jsonl'));
    await does(store, 'h_1', { commands: opening('h_1') });
    for (let hours = 0; hours < 3; hours += 1) {
      time.now = new Date(startAt.getTime() + hours * hour);
      await anchoring.tick();
      await anchoring.tick();
    }
    expect(numbers(readFileSync(target, 'utf8').trim().split('\n'))).toEqual([1, 2, 3]);
    expect(anchoring.trouble()).toBeNull();
    await store.close();
  });

  it.each([500, 403, 302])('is kept for later when the address answers %d, and said', async (status) => {
    const receiver = await aReceiver();
    const { store, anchoring, time, logged } = await anAnchoring(() => receiver.url);
    await does(store, 'h_1', { commands: opening('h_1') });
    receiver.says.status = status;
    await anchoring.tick();
    time.now = new Date(startAt.getTime() + hour);
    await anchoring.tick();
    expect(anchoring.trouble()).toMatch(/could not be kept outside/);
    expect(logged).toHaveLength(2);
    expect(String(logged)).not.toContain('secret');
    receiver.says.status = 204;
    await anchoring.tick();
    expect(numbers(receiver.taken)).toEqual([1, 2]);
    expect(anchoring.trouble()).toBeNull();
    await receiver.close();
    await store.close();
  });
});
