import type { WorkingHours } from '../../../src/domain/calendar/working-calendar.js';
import { dayMs, workingSpansOn } from '../../../src/domain/calendar/working-spans.js';

const office = [{ from: 9 * 60, to: 17 * 60 }];
const night = [{ from: 22 * 60, to: 30 * 60 }];
const everyDay = (shifts: typeof office) => Array.from({ length: 7 }, () => shifts);

function someHours(change: Partial<WorkingHours> = {}): WorkingHours {
  const week = [office, office, office, office, office, [], []];
  return { zone: 'Europe/Berlin', week, closed: new Set(), open: new Map(), ...change };
}
/** As `07:00–15:00`, within one day of UTC. */
function spansOn(hours: WorkingHours, date: string): string[] {
  const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);
  return workingSpansOn(hours, Date.parse(date) / dayMs).map(
    ({ fromAt, toAt }) => `${clock(fromAt)}–${clock(toAt)}`,
  );
}

describe('when people work within one day of UTC', () => {
  it.each([
    ['on a working day', someHours(), '2026-10-01', ['07:00–15:00']],
    ['at the weekend', someHours(), '2026-10-03', []],
    ['on a day off', someHours({ closed: new Set(['2026-10-01']) }), '2026-10-01', []],
    [
      'on a day with hours of its own, holiday or not',
      someHours({
        closed: new Set(['2026-10-01']),
        open: new Map([['2026-10-01', [{ from: 600, to: 660 }]]]),
      }),
      '2026-10-01',
      ['08:00–09:00'],
    ],
    [
      'in two halves of two nights',
      someHours({ week: everyDay(night) }),
      '2026-10-01',
      ['00:00–04:00', '20:00–00:00'],
    ],
    [
      'where a shift begins before the other has ended, once',
      someHours({ week: everyDay([...office, { from: 16 * 60, to: 18 * 60 }]) }),
      '2026-10-01',
      ['07:00–16:00'],
    ],
    [
      'where the local day is another than that of UTC',
      someHours({ zone: 'Pacific/Auckland' }),
      '2026-10-01',
      ['00:00–04:00', '20:00–00:00'],
    ],
  ])('%s', (_when, hours, date, spans) => {
    expect(spansOn(hours, date)).toEqual(spans);
  });

  it('is known for each calendar by itself, also when asked again', () => {
    const [one, other] = [someHours(), someHours({ zone: 'UTC' })];
    const asked = [one, other, one].map((hours) => spansOn(hours, '2026-10-01'));
    expect(asked).toEqual([['07:00–15:00'], ['09:00–17:00'], ['07:00–15:00']]);
  });
});
