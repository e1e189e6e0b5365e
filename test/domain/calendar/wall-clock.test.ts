import { dateOf, instantOf } from '../../../src/domain/calendar/wall-clock.js';

const dayOf = (date: string): number => Date.parse(date) / 86_400_000;
const shown = (zone: string, date: string, minute: number): string =>
  new Date(instantOf(zone, dayOf(date), minute)).toISOString();

describe('a time of the wall clock', () => {
  it.each([
    ['an ordinary morning', '2026-10-01', 9 * 60, '2026-10-01T07:00:00.000Z'],
    ['a minute past midnight of the next day', '2026-10-01', 25 * 60, '2026-10-01T23:00:00.000Z'],
    ['a minute of the day before', '2026-10-01', -60, '2026-09-30T21:00:00.000Z'],
    ['a time that is skipped', '2026-03-29', 150, '2026-03-29T01:30:00.000Z'],
    ['a time that comes twice', '2026-10-25', 150, '2026-10-25T00:30:00.000Z'],
    ['the evening of a short day', '2026-03-29', 20 * 60, '2026-03-29T18:00:00.000Z'],
    ['the evening of a long day, asked the day before', '2026-10-24', 44 * 60, '2026-10-25T19:00:00.000Z'],
  ])('is one instant: %s', (_what, date, minute, instant) => {
    expect(shown('Europe/Berlin', date, minute)).toBe(instant);
  });

  it('is another instant in another zone', () => {
    expect(shown('Asia/Kathmandu', '2026-10-01', 9 * 60)).toBe('2026-10-01T03:15:00.000Z');
  });

  it('of a zone that does not exist is refused', () => {
    expect(() => shown('Europe/Atlantis', '2026-10-01', 0)).toThrow(RangeError);
  });
});

describe('a local day', () => {
  it.each([
    [0, '1970-01-01', 3],
    [-1, '1969-12-31', 2],
    [-4, '1969-12-28', 6],
    [dayOf('2024-02-29'), '2024-02-29', 3],
    [dayOf('2026-12-24'), '2026-12-24', 3],
  ])('with the number %i is %s', (day, date, weekday) => {
    expect(dateOf(day)).toEqual({ date, weekday });
  });
});
