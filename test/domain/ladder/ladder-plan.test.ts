import fc from 'fast-check';
import { aroundTheClock, type WorkingCalendar } from '../../../src/domain/calendar/working-calendar.js';
import type { Rung } from '../../../src/domain/charter/charter.js';
import { latestDueStep, rungTimes, stepsOf } from '../../../src/domain/ladder/ladder-plan.js';

const hour = 3_600_000;
const at = (text: string): number => Date.parse(text);
const aRung = (percentOfSla: number, plusHours = 0, change: Partial<Rung> = {}): Rung => ({
  percentOfSla,
  plusMs: plusHours * hour,
  do: 'nudge',
  who: 'owner',
  ...change,
});
const office = [{ from: 9 * 60, to: 17 * 60 }];
const berlin: WorkingCalendar = {
  hours: {
    zone: 'Europe/Berlin',
    week: [office, office, office, office, office, [], []],
    closed: new Set(),
    open: new Map(),
  },
  away: [],
};
const ladder = [aRung(50), aRung(100, -0.5), aRung(100), aRung(100, 4)];
const friday = at('2026-11-20T15:00Z');
const timesOf = (plan: ReturnType<typeof rungTimes>) =>
  plan.map((step) => step.at && new Date(step.at).toISOString().slice(0, 16));

describe('the plan of a ladder', () => {
  it('waits in working time, so that nobody is told on Saturday', () => {
    const plan = rungTimes(ladder, { startedAt: friday, slaMs: 4 * hour, calendar: berlin });
    expect(timesOf(plan)).toEqual([
      '2026-11-23T09:00',
      '2026-11-23T10:30',
      '2026-11-23T11:00',
      '2026-11-23T15:00',
    ]);
  });

  it('moves everything that has not come by the time of a pause', () => {
    const pauses = [{ fromAt: at('2026-11-23T08:00Z'), toAt: at('2026-11-23T09:00Z') }];
    const plan = rungTimes(ladder, { startedAt: friday, slaMs: 4 * hour, calendar: berlin, pauses });
    expect(timesOf(plan).slice(0, 2)).toEqual(['2026-11-23T10:00', '2026-11-23T11:30']);
  });

  it('has no time for what an endless pause holds', () => {
    const pauses = [{ fromAt: at('2026-11-23T09:30Z'), toAt: null }];
    const plan = rungTimes(ladder, { startedAt: friday, slaMs: 4 * hour, calendar: berlin, pauses });
    expect(timesOf(plan)).toEqual(['2026-11-23T09:00', null, null, null]);
  });

  it('repeats a rung at most so often, and only until the next one', () => {
    const repeat = { everyMs: 2 * hour, atMost: 3 };
    const steps = stepsOf([aRung(50, 0, { repeat }), aRung(100), aRung(100, 1, { repeat })], 10 * hour);
    expect(steps.map(({ index, repeat: nth, afterMs }) => [index, nth, afterMs / hour])).toEqual([
      ...[
        [0, 0, 5],
        [0, 1, 7],
        [0, 2, 9],
        [1, 0, 10],
      ],
      ...[
        [2, 0, 11],
        [2, 1, 13],
        [2, 2, 15],
        [2, 3, 17],
      ],
    ]);
  });

  it('finds the latest step that is due after a stop, and never one too early', () => {
    const plan = rungTimes(ladder, { startedAt: friday, slaMs: 4 * hour, calendar: aroundTheClock });
    const due = (hours: number) => latestDueStep(plan, friday + hours * hour);
    expect([1.99, 2, 3.5, 3.75, 4, 100].map(due)).toEqual([null, 0, 1, 1, 2, 3]);
  });

  it('is always in order of time', () => {
    const rung = fc.record({
      plus: fc.integer({ min: 0, max: 30 }),
      everyMs: fc.integer({ min: 60_000, max: 5 * hour }),
      atMost: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(rung, { minLength: 1, maxLength: 5 }), fc.nat(14 * 24), (rungs, hours) => {
        const sorted = rungs
          .sort((one, other) => one.plus - other.plus)
          .map(({ plus, ...repeat }) => aRung(0, plus, { repeat }));
        const startedAt = friday + hours * hour;
        const times = rungTimes(sorted, { startedAt, slaMs: hour, calendar: berlin }).map((step) => step.at!);
        expect(times).toEqual([...times].sort((one, other) => one - other));
      }),
    );
  });
});
