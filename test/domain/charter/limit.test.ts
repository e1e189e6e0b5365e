import { type Limit, limitWords, periodMs } from '../../../src/domain/charter/limit.js';

describe('a limit', () => {
  it.each<[Limit, string]>([
    [{ atMost: 1, per: 'minute' }, 'once a minute'],
    [{ atMost: 1, per: 'hour' }, 'once an hour'],
    [{ atMost: 10, per: 'hour' }, '10 times an hour'],
    [{ atMost: 60, per: 'day' }, '60 times a day'],
  ])('reads as people say it: %j', (limit, words) => {
    expect(limitWords(limit)).toBe(words);
  });

  it('is a window of real time: a day has 24 hours, also where clocks change', () => {
    expect(periodMs).toEqual({ minute: 60_000, hour: 60 * 60_000, day: 24 * 60 * 60_000 });
  });
});
