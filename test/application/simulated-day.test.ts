import { unbounded } from '../../src/domain/bounds.js';
import type { Command } from '../../src/domain/command.js';
import type { Context } from '../../src/domain/context.js';
import { decide } from '../../src/domain/decide.js';
import { type Handoff, isOpen } from '../../src/domain/handoff/handoff.js';
import { type Actor, bot, type HandoffId, person, personId } from '../../src/domain/ids.js';
import type { HandoffEvent } from '../../src/domain/log/event.js';
import { aDay, type Day, type Firing, type Planned } from '../support/a-day.js';
import { aDirectory } from '../support/a-directory.js';
import { aWatch } from '../support/a-watch.js';
import { aSubmit, minute, theAgent } from '../support/bot/a-story.js';
import { volume } from '../support/volume.js';

const triage: Command = { type: 'triage', packet: null, fields: {}, before: [], owner: null, nonce: 'n' };
const reject = (nonce: string, revision: number): Command => ({
  type: 'reject',
  seen: { revision, nonce },
  category: 'tone',
  reason: 'No.',
});
const ben: Actor = person(personId('U0BEN'));
const submitOf = ({ id, taskType }: Planned): Command => aSubmit({ id, taskType });

/** What the ladder did, by handoff. */
const createLedger = () => {
  const fired = new Map<string, Firing[]>();
  return {
    fired,
    write: (id: HandoffId, events: readonly HandoffEvent[], at: number): void => {
      for (const { type, data } of events)
        if (type === 'nudged' || type === 'escalated')
          fired.set(id, [...(fired.get(id) ?? []), { step: data.nextRung - 1, at }]);
    },
  };
};

const compare = ({ handoffs }: Day, fired: ReadonlyMap<string, Firing[]>) => {
  const wrong = handoffs.filter(
    ({ id, firings }) => JSON.stringify(fired.get(id) ?? []) !== JSON.stringify(firings),
  );
  expect(wrong.slice(0, 3).map((one) => ({ ...one, did: fired.get(one.id) }))).toEqual([]);
  return handoffs.reduce((sum, { firings }) => sum + firings.length, 0);
};

const byTick = ({ handoffs }: Day, key: 'afterTick' | 'decidedAfter'): Map<number, Planned[]> => {
  const found = new Map<number, Planned[]>();
  for (const planned of handoffs) {
    const tick = planned[key];
    if (tick !== null) found.set(tick, [...(found.get(tick) ?? []), planned]);
  }
  return found;
};

const inMemory = volume(10_000, 100_000);

describe(`a day of ${inMemory} handoffs under a clock that jumps`, () => {
  it('fires every rung once, none early, none later than one tick, and leaves nothing stuck', () => {
    const day = aDay(inMemory);
    const ledger = createLedger();
    const open = new Map<HandoffId, Handoff>();
    const buckets = createBuckets();
    const does = (id: HandoffId, [actor, command]: readonly [Actor, Command], at: number): void => {
      const now = new Date(at);
      const context: Context = {
        actor,
        now,
        charter: day.charter,
        directory: directoryAt(now),
        bounds: unbounded,
      };
      const { next, events } = decide(open.get(id) ?? null, command, context);
      ledger.write(id, events, at);
      if (!next || !isOpen(next.state)) open.delete(id);
      else {
        open.set(id, next);
        buckets.put(id, next.clock.nextCheckAt?.getTime() ?? 0);
      }
    };
    const arriving = byTick(day, 'afterTick');
    const decided = byTick(day, 'decidedAfter');
    for (const [index, { at }] of day.ticks.entries()) {
      for (const id of buckets.take(at))
        if ((open.get(id)?.clock.nextCheckAt?.getTime() ?? at + 1) <= at)
          does(id, [bot, { type: 'wake' }], at);
      for (const { id } of decided.get(index) ?? []) {
        const found = open.get(id);
        does(id, [ben, reject(found?.consent.nonce ?? '', found?.work.proposal?.revision ?? 0)], at);
      }
      for (const planned of arriving.get(index) ?? []) {
        does(planned.id, [theAgent, submitOf(planned)], planned.at);
        does(planned.id, [bot, triage], planned.at);
      }
    }
    expect(compare(day, ledger.fired)).toBeGreaterThan(inMemory * 1.5);
    const end = day.ticks.at(-1)?.at ?? 0;
    const stuck = [...open.values()].filter(
      ({ clock: { nextCheckAt } }) => !nextCheckAt || nextCheckAt.getTime() <= end,
    );
    expect(stuck.map(({ id }) => id)).toEqual([]);
  }, 120_000);
});

const inStore = volume(500, 5_000);

describe(`a day of ${inStore} handoffs in the real store, with restarts`, () => {
  it('fires every rung once, none early, none later than one tick, and leaves nothing stuck', async () => {
    const day = aDay(inStore);
    const ledger = createLedger();
    const arriving = byTick(day, 'afterTick');
    const decided = byTick(day, 'decidedAfter');
    let watch = await aWatch({ charter: day.charter });
    const write = (at: number): void => {
      for (const { handoff, verdict } of watch.changed.splice(0))
        ledger.write(handoff.id, verdict.events, at);
    };
    for (const [index, { at, isAfterRestart }] of day.ticks.entries()) {
      if (isAfterRestart) {
        await watch.close();
        watch = await aWatch({ charter: day.charter, file: watch.file });
      }
      watch.now = new Date(at);
      await watch.watchdog.tick();
      write(at);
      await Promise.all((decided.get(index) ?? []).map(({ id }) => rejectIn(watch, id)));
      for (const planned of arriving.get(index) ?? []) {
        watch.now = new Date(planned.at);
        void watch.dispatch({ handoffId: planned.id, command: submitOf(planned), actor: theAgent });
        await watch.dispatch({ handoffId: planned.id, command: triage, actor: bot });
      }
      write(at);
    }
    expect(compare(day, ledger.fired)).toBeGreaterThan(inStore * 1.4);
    await watch.auditor.tick();
    expect(watch.auditor.stuck()).toEqual([]);
    expect(watch.errors).toEqual([]);
    expect(await watch.store.due(watch.now, 1)).toEqual([]);
    await watch.close();
  }, 240_000);
});

const rejectIn = async (watch: Awaited<ReturnType<typeof aWatch>>, id: HandoffId) => {
  const handoff = await watch.store.handoff(id);
  const command = reject(handoff?.consent.nonce ?? '', handoff?.work.proposal?.revision ?? 0);
  const { kind } = await watch.dispatch({ handoffId: id, command, actor: ben });
  expect(kind).toBe('changed');
};

/** What falls due by the minute, so that a tick looks at little more than what is due. */
const createBuckets = () => {
  const byMinute = new Map<number, HandoffId[]>();
  let lowest = Number.POSITIVE_INFINITY;
  const minuteOf = (at: number): number => Math.floor(at / minute);
  const put = (id: HandoffId, at: number): void => {
    const bucket = byMinute.get(minuteOf(at));
    if (bucket) bucket.push(id);
    else byMinute.set(minuteOf(at), [id]);
    lowest = Math.min(lowest, minuteOf(at));
  };
  const take = (at: number): HandoffId[] => {
    const taken: HandoffId[] = [];
    for (; lowest < minuteOf(at); lowest += 1) {
      taken.push(...(byMinute.get(lowest) ?? []));
      byMinute.delete(lowest);
    }
    return [...taken, ...(byMinute.get(minuteOf(at)) ?? [])];
  };
  return { put, take };
};

let directory = aDirectory(new Date(0));
const directoryAt = (now: Date) => {
  if (directory.people.U0ANA?.readAt.getTime() !== now.getTime()) directory = aDirectory(now);
  return directory;
};
