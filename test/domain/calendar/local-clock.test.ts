import { localMinuteOf, nextAt, startOfDay } from '../../../src/domain/calendar/local-clock.js';

const at = (text: string): Date => new Date(text);

describe('the clock on the wall', () => {
  it.each([
    ['Europe/Berlin', 11 * 60],
    ['America/New_York', 5 * 60],
    ['Asia/Kathmandu', 14 * 60 + 45],
  ])('of %s shows its own minute of the day', (zone, minute) => {
    expect(localMinuteOf(zone, at('2026-10-01T09:00:00Z'))).toBe(minute);
  });

  it.each([
    ['later today', '2026-10-01T09:00:00Z', 12 * 60, '2026-10-01T10:00:00.000Z'],
    ['tomorrow, when it is over', '2026-10-01T09:00:00Z', 10 * 60, '2026-10-02T08:00:00.000Z'],
    ['tomorrow, when it is just now', '2026-10-01T09:00:00Z', 11 * 60, '2026-10-02T09:00:00.000Z'],
    ['at midnight, written as 24:00', '2026-10-01T09:00:00Z', 24 * 60, '2026-10-01T22:00:00.000Z'],
    ['an hour later, where the clock skips it', '2026-03-28T23:30:00Z', 150, '2026-03-29T01:30:00.000Z'],
    ['the first of two, where it comes twice', '2026-10-24T23:30:00Z', 150, '2026-10-25T00:30:00.000Z'],
  ])('shows a minute again %s', (_when, now, minute, next) => {
    expect(nextAt('Europe/Berlin', at(now), minute).toISOString()).toBe(next);
  });

  it.each([
    ['Europe/Berlin', '2026-10-01T09:00:00Z', '2026-09-30T22:00:00.000Z'],
    ['America/New_York', '2026-10-01T03:00:00Z', '2026-09-30T04:00:00.000Z'],
    // This day had no midnight.
    ['America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-04T03:00:00.000Z'],
  ])('of %s began its day at the first minute that there was', (zone, now, began) => {
    expect(startOfDay(zone, at(now)).toISOString()).toBe(began);
  });
});
