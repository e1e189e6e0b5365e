import * as fc from 'fast-check';
import { minute } from '../support/bot/a-story.js';
import { volume } from '../support/volume.js';
import { type MovingOutbox, openMovingOutbox, type Try } from './a-moving-outbox.js';

const settled = () => new Promise((resolve) => setImmediate(resolve));
/** Lets everything happen that needs no time, in the order that was drawn. */
const calm = async (order: fc.Scheduler): Promise<void> => {
  await settled();
  while (order.count() > 0) {
    await order.waitNext(1);
    await settled();
  }
};
const aTry = (change: Partial<Try> = {}): Try => ({ tookMs: 0, outcome: 'later', afterMs: 2_000, ...change });

describe('the outbox', () => {
  let open: Awaited<ReturnType<typeof openMovingOutbox>>;
  let of: MovingOutbox;
  beforeAll(async () => {
    open = await openMovingOutbox();
  });
  beforeEach(() => {
    of = open(() => Promise.resolve());
    of.watch.errors.length = 0;
  });
  afterAll(() => of.watch.close());
  const waiting = async () => (await of.watch.store.outboxState()).waiting;
  const seenOf = (event: number) => of.seen.filter((one) => one.event === event).map(({ at }) => at);

  it('does everything by its own timers, on time, however its looks, its tries and the clock interleave', async () => {
    const ms = fc.integer({ min: 0, max: 4_000 });
    const tries = fc.array(
      fc.record({
        tookMs: fc.oneof(fc.constant(0), ms, fc.constant(minute)),
        outcome: fc.constantFrom('later', 'held', 'anew', 'thrown'),
        afterMs: ms,
      }),
      { maxLength: 3 },
    );
    const deed = fc.oneof(
      { weight: 4, arbitrary: fc.tuple(fc.nat({ max: 2 }), tries).map((one) => () => of.add(...one)) },
      { weight: 1, arbitrary: fc.constant(async () => void of.outbox.wake()) },
    );
    const deeds = fc.array(deed, { minLength: 1, maxLength: 8 });
    const leaps = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: ms }));
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), deeds, leaps, async (order, all, leapsLeft) => {
        of = open(async () => {
          await order.schedule(Promise.resolve());
          of.pass(leapsLeft.pop() ?? 0);
        });
        void order.scheduleSequence(all);
        await calm(order);
        leapsLeft.length = 0;
        const calmSince = of.watch.now.getTime();
        while (of.passToNext()) await calm(order);
        expect(await waiting()).toBe(0);
        expect(of.seen.filter(({ at, lateMs }) => at > Math.max(at - lateMs, calmSince))).toEqual([]);
      }),
      { numRuns: volume(40, 2_000) },
    );
  });

  it('comes back at once to what fell due while it looked', async () => {
    let isOver = false;
    of = open(async (call, way) => {
      if (call !== 'outboxLook' || way === 'there' || of.seen.length !== 1 || isOver) return;
      isOver = true;
      of.pass(2_500);
    });
    await of.add(1, [aTry({ afterMs: 2_000 })]);
    await settled();
    of.pass(0);
    await settled();
    expect(isOver).toBe(true);
    expect(of.seen.map(({ lateMs }) => lateMs)).toEqual([0, 500]);
  });

  it('forgets nobody who asks it to look, at whatever moment', async () => {
    for (let moment = 0; moment < 40; moment += 1) {
      of.outbox.pump();
      for (let at = 0; at < moment; at += 1) await Promise.resolve();
      await of.add(1, []);
      await settled();
      expect(await waiting()).toBe(0);
    }
  });

  it('does not wait for a slow lane with what falls due in another', async () => {
    await of.add(1, [aTry({ tookMs: minute })]);
    await of.add(2, [aTry()]);
    await settled();
    of.passToNext();
    await settled();
    const [first = 0, ...again] = seenOf(2);
    expect(again).toEqual([first + 2_000]);
    while (of.passToNext()) await settled();
    expect(await waiting()).toBe(0);
  });

  it('asks a store that cannot be written again after a second, and not before', async () => {
    let asked = 0;
    of = open(async (call, way) => {
      if (call !== 'outboxBegin' || way === 'back') return;
      asked += 1;
      if (asked < 3) throw new Error('The disk is full.');
    });
    await of.add(1, []);
    for (const expected of [1, 2, 3]) {
      await settled();
      expect(asked).toBe(expected);
      of.pass(999);
      await settled();
      expect(asked).toBe(expected);
      of.pass(1);
    }
    expect(of.watch.errors).toHaveLength(2);
    expect(await waiting()).toBe(0);
  });

  it('looks again after a second when it could not look', async () => {
    let isBroken = true;
    of = open(async (call) => {
      if (call === 'outboxLook' && isBroken) throw new Error('The disk is gone.');
    });
    await of.add(1, []);
    await settled();
    expect(of.seen).toEqual([]);
    isBroken = false;
    of.pass(1_000);
    await settled();
    expect(seenOf(1)).toHaveLength(1);
  });

  it('begins nothing once it is told to stop, and ends when what it does is over', async () => {
    await of.add(1, [aTry({ tookMs: 5_000 })]);
    await settled();
    await of.add(2, []);
    const stopped = of.outbox.stop();
    await settled();
    of.pass(5_000);
    await stopped;
    expect(of.passToNext()).toBe(false);
    expect(of.seen.map(({ event }) => event)).toEqual([1]);
  });
});
