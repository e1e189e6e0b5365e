import fc from 'fast-check';
import type { Span } from '../../../src/domain/calendar/span.js';
import {
  type Shift,
  type WorkingCalendar,
  withPauses,
} from '../../../src/domain/calendar/working-calendar.js';
import { addWorkingTime, workingTimeBetween } from '../../../src/domain/calendar/working-time.js';
import { seedFrom, volume } from '../../support/volume.js';
import {
  firstMinute,
  minutesUntil,
  type WallClock,
  type Worked,
  wallClockOf,
  workedMinutes,
} from './brute-force.js';

const seed = seedFrom('CALENDAR_SEED');

const zones = [
  ...['Australia/Lord_Howe', 'Pacific/Chatham', 'Africa/Casablanca', 'Africa/Cairo', 'Asia/Beirut'],
  ...['America/Santiago', 'America/St_Johns', 'Europe/Berlin', 'Europe/London', 'America/New_York'],
  ...[
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'Asia/Kathmandu',
    'Asia/Tehran',
    'Pacific/Apia',
    'Atlantic/Azores',
  ],
];
const steady = ['America/Sao_Paulo', 'Asia/Kolkata', 'Asia/Kathmandu', 'Asia/Tehran', 'Pacific/Apia'];

const at = (from: string, to: string): Shift => ({ from: minuteOf(from), to: minuteOf(to) });
const minuteOf = (text: string): number => {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return hour * 60 + minute;
};
const days = (workday: Shift[], saturday: Shift[], sunday: Shift[]) => [
  ...[1, 2, 3, 4, 5].map(() => workday),
  saturday,
  sunday,
];
const office = [at('9:00', '12:30'), at('13:15', '17:30')];
const night = [at('22:00', '30:00')];
const smallHours = [at('0:15', '1:30'), at('1:45', '2:30'), at('2:30', '3:10'), at('3:10', '4:45')];
const weeks = {
  'an office week with a break': days(office, [], []),
  'night shifts': days(night, night, night),
  'edges where clocks change': days(smallHours, smallHours, smallHours),
  'weekends only, around the clock': days([], [at('0:00', '24:00')], [at('0:00', '24:00')]),
  'late evenings and Sundays': days([at('16:00', '24:00')], [at('23:45', '26:15')], [at('2:20', '23:50')]),
};
const slaMinutes = [10, 60, 4 * 60, 8 * 60, 24 * 60, 45 * 60];
/** How long before and after a clock change the work arrives. */
const arrivals = [-3 * 1_440 - 7, -11 * 60, -50, -1, 0, 35, 9 * 60];
const everyYear: Pick<Worked, 'closed' | 'open'> = { closed: new Set(), open: new Map() };
const from2024 = Date.UTC(2024, 0, 1) / 60_000 - firstMinute;
const until2031 = Date.UTC(2031, 0, 1) / 60_000 - firstMinute;

const instant = (minute: number): number => (minute + firstMinute) * 60_000;
const calendarOf = ({ zone }: WallClock, worked: Worked): WorkingCalendar => ({
  hours: { zone, ...worked },
  away: [],
});

describe.each(zones)(`working time in %s (CALENDAR_SEED=${seed})`, (zone) => {
  const clock = wallClockOf(zone);

  it('is what counting minute by minute gives, at every change of the clocks', () => {
    const changes = clock.changes.filter((change) => change >= from2024 && change < until2031);
    const wrong: string[] = [];
    expect(changes.length > 0).toBe(!steady.includes(zone));
    for (const [name, week] of Object.entries(weeks)) {
      const calendar = calendarOf(clock, { week, ...everyYear });
      for (const change of changes.length ? changes : [from2024 + 120_000])
        for (const arrival of arrivals) {
          const from = change + arrival;
          const flags = workedMinutes(clock, { week, ...everyYear }, { from, count: 60 * 1_440 });
          for (const sla of slaMinutes) {
            const due = from + (minutesUntil(flags, sla) ?? Number.NaN);
            const ours = addWorkingTime(calendar, instant(from), sla * 60_000);
            const between = workingTimeBetween(calendar, instant(from), instant(due));
            if (ours !== instant(due) || between !== sla * 60_000)
              wrong.push(`${name}, from ${new Date(instant(from)).toISOString()}, ${sla} min`);
          }
        }
    }
    expect(wrong).toEqual([]);
  });

  it('is what counting gives for generated weeks, days off, extra days and pauses', () => {
    fc.assert(
      fc.property(generated(clock), (one) => {
        const flags = workedMinutes(clock, one.worked, { from: one.from, count: 120 * 1_440 });
        for (const pause of one.pauses) flags.fill(0, pause.from, pause.from + pause.length);
        const pauses = one.pauses.map(
          ({ from, length }): Span => ({
            fromAt: instant(one.from + from),
            toAt: instant(one.from + from + length),
          }),
        );
        const calendar = withPauses(calendarOf(clock, one.worked), pauses);
        const due = minutesUntil(flags, one.sla);
        fc.pre(due !== null);
        const dueAt = instant(one.from + due!);
        expect(addWorkingTime(calendar, instant(one.from), one.sla * 60_000)).toBe(dueAt);
        expect(workingTimeBetween(calendar, instant(one.from), dueAt)).toBe(one.sla * 60_000);
        const sometime = Math.floor(due! * one.share);
        const counted = flags.subarray(0, sometime).reduce((sum, flag) => sum + flag, 0);
        expect(workingTimeBetween(calendar, instant(one.from), instant(one.from + sometime))).toBe(
          counted * 60_000,
        );
      }),
      { numRuns: generatedRuns, seed },
    );
  });
});

/** Over all zones. */
const generatedRuns = volume(2_000, 20_000) / zones.length;

const shift = fc
  .tuple(fc.integer({ min: 0, max: 1_439 }), fc.integer({ min: 1, max: 1_440 }))
  .map(([from, length]): Shift => ({ from, to: from + length }));
const shifts = fc.array(shift, { maxLength: 3 });

const generated = (clock: WallClock) =>
  fc.record({ near: fc.nat(), away: fc.integer({ min: -9_000, max: 3_000 }) }).chain(({ near, away }) => {
    const changes = clock.changes.filter((change) => change >= from2024 && change < until2031 - 200_000);
    const from = (changes[near % changes.length] ?? from2024 + (near % 3_000_000)) + away;
    const day = fc
      .integer({ min: -4, max: 12 })
      .map((offset) => new Date(instant(from + offset * 1_440)).toISOString().slice(0, 10));
    return fc.record({
      from: fc.constant(from),
      sla: fc.integer({ min: 1, max: 45 * 60 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      worked: fc.record({
        week: fc.array(shifts, { minLength: 7, maxLength: 7 }),
        closed: fc.uniqueArray(day, { maxLength: 4 }).map((dates): ReadonlySet<string> => new Set(dates)),
        open: fc
          .array(fc.tuple(day, shifts), { maxLength: 2 })
          .map((dates): ReadonlyMap<string, readonly Shift[]> => new Map(dates)),
      }),
      pauses: fc.array(
        fc.record({ from: fc.integer({ min: 0, max: 5_000 }), length: fc.integer({ min: 0, max: 3_000 }) }),
        { maxLength: 4 },
      ),
    });
  });
