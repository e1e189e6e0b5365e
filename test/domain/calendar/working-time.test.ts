import {
  aroundTheClock,
  type WorkingCalendar,
  withPauses,
} from '../../../src/domain/calendar/working-calendar.js';
import { addWorkingTime, workingTimeBetween } from '../../../src/domain/calendar/working-time.js';

const hourMs = 3_600_000;
const at = (text: string): number => Date.parse(text);
const office = [{ from: 9 * 60, to: 17 * 60 }];
const aCalendar = (change: Partial<NonNullable<WorkingCalendar['hours']>> = {}): WorkingCalendar => ({
  hours: {
    zone: 'Europe/Berlin',
    week: [office, office, office, office, office, [], []],
    closed: new Set(),
    open: new Map(),
    ...change,
  },
  away: [],
});
const due = (calendar: WorkingCalendar, from: string, hours: number): string | null => {
  const found = addWorkingTime(calendar, at(from), hours * hourMs);
  return found === null ? null : new Date(found).toISOString();
};

describe('working time', () => {
  it('goes on after the weekend', () => {
    expect(due(aCalendar(), '2026-11-20T15:00Z', 2)).toBe('2026-11-23T09:00:00.000Z');
  });

  it('ends with the day when it is used up then, and not on the next morning', () => {
    expect(due(aCalendar(), '2026-11-20T14:00Z', 2)).toBe('2026-11-20T16:00:00.000Z');
  });

  it('leaves out days off, and counts the hours of extra days', () => {
    const calendar = aCalendar({
      closed: new Set(['2026-11-23']),
      open: new Map([['2026-11-21', [{ from: 600, to: 660 }]]]),
    });
    expect(due(calendar, '2026-11-20T15:00Z', 3)).toBe('2026-11-24T09:00:00.000Z');
  });

  it('lets a night shift that begins before a day off run to its end', () => {
    const night = [{ from: 22 * 60, to: 30 * 60 }];
    const week = [night, night, night, night, night, [], []];
    const calendar = aCalendar({ week, closed: new Set(['2026-11-24']) });
    expect(due(calendar, '2026-11-23T20:00Z', 8)).toBe('2026-11-24T05:00:00.000Z');
    expect(due(calendar, '2026-11-23T20:00Z', 9)).toBe('2026-11-25T22:00:00.000Z');
  });

  it('counts a night shift as long as it really is when clocks change', () => {
    const week = Array.from({ length: 7 }, () => [{ from: 22 * 60, to: 30 * 60 }]);
    const between = (from: string, to: string) =>
      workingTimeBetween(aCalendar({ week }), at(from), at(to)) / hourMs;
    expect(between('2026-03-28T12:00Z', '2026-03-29T12:00Z')).toBe(7);
    expect(between('2026-10-24T12:00Z', '2026-10-25T12:00Z')).toBe(9);
  });

  it('survives a day that a country skipped', () => {
    const week = Array.from({ length: 7 }, () => office);
    const calendar = aCalendar({ zone: 'Pacific/Apia', week });
    // There was no 30 December 2011 in Samoa: its hours fall on those of the 31st and count once.
    expect(due(calendar, '2011-12-29T19:00Z', 16)).toBe('2011-12-31T03:00:00.000Z');
  });

  it('counts every hour where no calendar is set', () => {
    expect(due(aroundTheClock, '2026-11-20T15:00Z', 72)).toBe('2026-11-23T15:00:00.000Z');
  });

  it('has no end while a pause has none, unless it is used up before', () => {
    const held = withPauses(aCalendar(), [{ fromAt: at('2026-11-20T10:00Z'), toAt: null }]);
    expect(due(held, '2026-11-20T09:00Z', 1)).toBe('2026-11-20T10:00:00.000Z');
    expect(due(held, '2026-11-20T09:00Z', 2)).toBeNull();
    expect(workingTimeBetween(held, at('2026-11-20T09:00Z'), at('2026-11-27T09:00Z'))).toBe(hourMs);
  });

  it('gives up on a calendar without hours instead of searching for ever', () => {
    const empty = aCalendar({ week: [[], [], [], [], [], [], []] });
    expect(() => addWorkingTime(empty, at('2026-11-20T09:00Z'), hourMs)).toThrow(RangeError);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => due(aCalendar({ zone: 'Europe/Atlantis' }), '2026-11-20T09:00Z', 1)).toThrow(RangeError);
  });
});
