import { aroundTheClock, withPauses } from '../../../src/domain/calendar/working-calendar.js';

describe('a working calendar with pauses', () => {
  const onLeave = { ...aroundTheClock, away: [{ fromAt: 50, toAt: 60 }] };

  it('counts neither the pauses nor what did not count before, in order', () => {
    const paused = withPauses(onLeave, [{ fromAt: 10, toAt: 20 }]);
    expect(paused.away).toEqual([
      { fromAt: 10, toAt: 20 },
      { fromAt: 50, toAt: 60 },
    ]);
  });

  it('counts overlapping ones once, and lets the one without an end stand last', () => {
    const pauses = [
      { fromAt: 55, toAt: null },
      { fromAt: 40, toAt: 52 },
    ];
    expect(withPauses(onLeave, pauses).away).toEqual([{ fromAt: 40, toAt: null }]);
  });

  it('is the same calendar where there are none', () => {
    expect(withPauses(onLeave, [])).toBe(onLeave);
  });
});
