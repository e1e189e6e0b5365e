import { createWatchdog } from '../../../src/application/watch/watchdog.js';
import type { HandoffId } from '../../../src/domain/ids.js';
import { aWatch, type Watch } from '../../support/a-watch.js';
import { hour, minute, startAt, theAgent } from '../../support/bot/a-story.js';

const at = (ms: number) => new Date(startAt.getTime() + ms);

describe('a sweep', () => {
  let watch: Watch;
  let woken: HandoffId[] = [];
  let fails: (id: HandoffId) => boolean = () => false;
  beforeEach(async () => {
    watch = await aWatch({
      before: (id) => {
        woken.push(id);
        if (fails(id)) throw new Error(`No luck with ${id}.`);
      },
    });
    woken = [];
    fails = () => false;
  });
  afterEach(() => watch.close());

  /** The same watchdog; what it asks the store for is written down. */
  const watched = (now: () => Date) => {
    const asked: { now: number; limit: number }[] = [];
    const due = (until: Date, limit: number) => {
      asked.push({ now: until.getTime(), limit });
      return watch.store.due(until, limit);
    };
    const log = { info: () => {}, warn: () => {}, error: () => {} };
    const clock = { now, newId: () => 'id' };
    return { asked, watchdog: createWatchdog({ ...watch, store: { ...watch.store, due }, clock, log }) };
  };

  it('wakes what is due, and only that, in due order and in pages', async () => {
    watch.now = at(10 * minute);
    const later = await watch.open(3);
    watch.now = at(11 * minute);
    await watch.open(5);
    watch.now = at(0);
    const first = await watch.open(230);
    watch.now = at(2 * hour + 10 * minute);
    const { asked, watchdog } = watched(() => watch.now);
    expect(await watchdog.tick()).toBe(233);
    expect(woken.slice(0, 230).sort()).toEqual([...first].sort());
    expect(woken.slice(230)).toEqual(later);
    expect(asked.map(({ limit }) => limit)).toEqual([100, 100, 100, 100]);
  });

  it('never overlaps another', async () => {
    await watch.open(150);
    watch.now = at(2 * hour);
    const looks = [watch.watchdog.tick(), watch.watchdog.tick(), watch.watchdog.tick()];
    expect(await Promise.all(looks)).toEqual([150, 150, 150]);
    expect(new Set(woken).size).toBe(150);
    expect(woken).toHaveLength(150);
  });

  it('goes on past a handoff that throws, says which one, and comes back to it', async () => {
    const ids = await watch.open(120);
    fails = (id) => id === 'h_3' || id === 'h_110';
    watch.now = at(2 * hour);
    expect(await watch.watchdog.tick()).toBe(118);
    expect(watch.errors.map(({ handoff }) => handoff)).toEqual(['h_3', 'h_110']);
    expect(woken).toHaveLength(ids.length);
    fails = () => false;
    woken = [];
    expect(await watch.watchdog.tick()).toBe(2);
    expect(woken).toEqual(['h_3', 'h_110']);
  });

  it('reaches the one behind more broken ones than it looks at together', async () => {
    const broken = new Set(await watch.open(120));
    watch.now = at(minute);
    const [good] = await watch.open(1);
    fails = (id) => broken.has(id);
    watch.now = at(2 * hour + minute);
    expect(await watch.watchdog.tick()).toBe(1);
    expect(woken.at(-1)).toBe(good);
    expect(watch.errors).toHaveLength(120);
  });

  it('goes on past a row that cannot be read', async () => {
    await watch.open(120);
    watch.plant("update handoffs set body = '{' where id = 'h_7'");
    watch.now = at(2 * hour);
    expect(await watch.watchdog.tick()).toBe(119);
    expect(watch.errors.map(({ handoff }) => handoff)).toEqual(['h_7']);
  });

  it('fires only the latest due rung after a stop of the bot', async () => {
    const [id] = await watch.open(1);
    watch.now = at(9 * hour);
    await watch.watchdog.tick();
    await watch.watchdog.tick();
    const events = id ? await watch.store.events(id) : [];
    expect(events.map(({ event }) => event.type)).toEqual(['submitted', 'triaged', 'escalated']);
    expect(events.at(-1)?.event.data).toMatchObject({ to: { role: 'head_of_support' }, nextRung: 3 });
  });

  it('looks at one instant, so that it ends although time goes on', async () => {
    await watch.open(250);
    const { asked, watchdog } = watched(() => {
      watch.now = new Date(watch.now.getTime() + 2 * hour);
      return watch.now;
    });
    await watchdog.tick();
    expect(asked.length).toBeGreaterThan(2);
    expect(new Set(asked.map(({ now }) => now)).size).toBe(1);
  });

  it('leaves alone what nobody has to look at any more', async () => {
    const [id] = await watch.open(1);
    if (!id) throw new Error('Nothing was opened.');
    const command = { type: 'cancel', reason: 'Not needed.' } as const;
    await watch.dispatch({ handoffId: id, command, actor: theAgent });
    watch.now = at(48 * hour);
    expect(await watch.watchdog.tick()).toBe(0);
  });
});
