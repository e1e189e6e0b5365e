import { onCall, type Rota } from '../../../src/domain/calendar/rota.js';
import { personId } from '../../../src/domain/ids.js';

const [ana, ben, meg] = ['U0ANA', 'U0BEN', 'U0MEG'].map(personId) as [never, never, never];
const aRota = (change: Partial<Rota> = {}): Rota => ({
  zone: 'Europe/Berlin',
  people: [ana, ben, meg],
  starts: { day: Date.UTC(2026, 0, 5) / 86_400_000, minute: 9 * 60 },
  everyDays: 7,
  overrides: [],
  ...change,
});
const at = (text: string): number => Date.parse(text);

describe('a rota', () => {
  it('gives each person a week, in turn', () => {
    const weeks = [5, 12, 19, 26].map((day) => Date.UTC(2026, 0, day, 12));
    expect(weeks.map((week) => onCall(aRota(), week))).toEqual([ana, ben, meg, ana]);
  });

  it('has nobody before its first turn', () => {
    expect(onCall(aRota(), at('2026-01-05T07:59:59Z'))).toBeNull();
    expect(onCall(aRota(), at('2026-01-05T08:00:00Z'))).toBe(ana);
  });

  it.each([
    ['in winter', '2026-03-23T08:00:00Z'],
    ['after clocks went forward', '2026-03-30T07:00:00Z'],
    ['after clocks went back', '2026-10-26T08:00:00Z'],
    ['years later', '2034-07-03T07:00:00Z'],
  ])('changes at nine on the wall clock, %s', (_when, turn) => {
    const before = onCall(aRota(), at(turn) - 1);
    const after = onCall(aRota(), at(turn));
    const people = [ana, ben, meg];
    expect(after).toBe(people[(people.indexOf(before as never) + 1) % 3]);
  });

  it('gives way to whoever stands in, the last of several', () => {
    const overrides = [
      { fromAt: at('2026-01-06T00:00Z'), toAt: at('2026-01-08T00:00Z'), person: meg },
      { fromAt: at('2026-01-07T00:00Z'), toAt: at('2026-01-08T00:00Z'), person: ben },
    ];
    const seen = ['2026-01-05T23:59Z', '2026-01-06T00:00Z', '2026-01-07T12:00Z', '2026-01-08T00:00Z'];
    expect(seen.map((time) => onCall(aRota({ overrides }), at(time)))).toEqual([ana, meg, ben, ana]);
  });
});
