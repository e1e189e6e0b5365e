import { createHeartbeat } from '../../../src/adapters/system/heartbeat.js';
import { beatWhenWell, createReadiness } from '../../../src/application/watch/readiness.js';
import type { Check } from '../../../src/ports/check.js';
import { aWatch } from '../../support/a-watch.js';
import { minute, startAt } from '../../support/bot/a-story.js';
import { anApp } from '../../support/bot/an-app.js';

const fine: Check = { name: 'slack', trouble: null };
const silent = { info: () => {}, error: () => {} };

describe('readiness', () => {
  it('is red while open work is not looked after, or a page did not get through', async () => {
    const watch = await aWatch();
    await watch.open(1);
    const clock = { now: () => watch.now, newId: () => 'id' };
    let page: string | null = null;
    const none = { trouble: () => null };
    const paging = { trouble: () => page };
    const readiness = createReadiness({ ...watch, clock, slack: none, anchoring: none, paging });
    const red = async () => (await readiness()).flatMap(({ name, trouble }) => (trouble ? [name] : []));
    expect(await red()).toEqual([]);
    watch.plant('update handoffs set next_check_at = null');
    // What waits to be sent is another trouble.
    watch.plant('delete from outbox');
    watch.now = new Date(startAt.getTime() + minute);
    await watch.auditor.tick();
    expect(await red()).toEqual(['watch']);
    page = 'It did not get through.';
    expect(await red()).toEqual(['paging', 'watch']);
    await watch.close();
  });
});

describe('readiness of a database', () => {
  it.each([
    ['ENOSPC', 'The database cannot be written, because the disk is full: make room.'],
    ['SQLITE_FULL', 'The database cannot be written, because the disk is full: make room.'],
    ['SQLITE_READONLY', 'The database cannot be written.'],
  ])('is red when it cannot be written (%s), and green when it can again', async (code, words) => {
    const watch = await aWatch();
    let isFull = true;
    const ping = async () => {
      if (isFull) throw Object.assign(new Error('No.'), { code });
    };
    const none = { trouble: () => null };
    const store = { ...watch.store, ping };
    const clock = { now: () => watch.now, newId: () => 'id' };
    const readiness = createReadiness({ ...watch, store, clock, slack: none, anchoring: none, paging: none });
    const first = async () => (await readiness())[0];
    expect(await first()).toEqual({ name: 'database', trouble: words });
    isFull = false;
    expect(await first()).toEqual({ name: 'database', trouble: null });
    await watch.close();
  });
});

describe('the heartbeat', () => {
  it('is asked for while all is well, and not otherwise', async () => {
    const app = await anApp();
    const heartbeat = createHeartbeat(`${app.url}/ping/secret-path`);
    const log = { ...silent, warn: () => {} };
    await beatWhenWell({ readiness: async () => [fine], heartbeat, log });
    expect(app.arrived).toHaveLength(1);
    await beatWhenWell({ readiness: async () => [fine, { name: 'watch', trouble: 'One.' }], heartbeat, log });
    expect(app.arrived).toHaveLength(1);
    await beatWhenWell({ readiness: async () => [{ ...fine, warning: 'Small.' }], heartbeat, log });
    expect(app.arrived).toHaveLength(2);
    await app.close();
  });

  it('stops nothing when it is not heard, and never names its address', async () => {
    const app = await anApp();
    const warned: unknown[] = [];
    const log = { ...silent, warn: (facts: unknown) => void warned.push(facts) };
    const heartbeat = createHeartbeat(`${app.url}/ping/secret-path`);
    app.answer = () => ({ status: 500 });
    await beatWhenWell({ readiness: async () => [fine], heartbeat, log });
    await app.close();
    await beatWhenWell({ readiness: async () => [fine], heartbeat, log });
    expect(warned).toHaveLength(2);
    const messages = warned.map((facts) => (facts as { err: Error }).err.message);
    expect(messages).toEqual([
      'The address of HEARTBEAT_URL answered 500.',
      expect.stringMatching(/could not be reached \([A-Z_a-z]+\)\.$/),
    ]);
    expect(messages.join()).not.toMatch(/secret-path/);
  });
});
