import type { WorkingCalendar } from '../src/domain/calendar/working-calendar.js';
import { addWorkingTime } from '../src/domain/calendar/working-time.js';
import { median, print } from './report.js';

const minuteMs = 60_000;
const office = [
  { from: 9 * 60, to: 12 * 60 + 30 },
  { from: 13 * 60 + 15, to: 17 * 60 + 45 },
];
const hours = {
  zone: 'Europe/Berlin',
  week: [office, office, office, office, office, [], []],
  closed: new Set<string>(),
  open: new Map(),
};
/** Five working days from a Friday afternoon, over the change of the clocks. */
const fromAt = Date.parse('2026-03-27T15:00Z');
const durationMs = 5 * 8 * 60 * minuteMs;
const rounds = 5;

/** Deadlines five working days away, against walking minute by minute and asking `Intl` for the wall clock. */
export function benchCalendar(): Promise<void> {
  const calendar: WorkingCalendar = { hours, away: [] };
  const ours = () => addWorkingTime(calendar, fromAt, durationMs);
  if (ours() !== minuteByMinute()) throw new Error('Both ways must lead to the same instant.');
  const fresh = () => addWorkingTime({ hours: { ...hours }, away: [] }, fromAt, durationMs);
  const naive = perSecond(minuteByMinute, 5);
  print('A deadline in five working days, against minute by minute', [
    { what: 'warm', ours: perSecond(ours, 20_000), against: naive, unit: '/s', goal: { atLeast: 1_000 } },
    {
      what: 'a new calendar',
      ours: perSecond(fresh, 2_000),
      against: naive,
      unit: '/s',
      goal: { atLeast: 100 },
    },
  ]);
  return Promise.resolve();
}

function perSecond(work: () => unknown, times: number): number {
  const seen = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (let time = 0; time < times; time += 1) work();
    return (times * 1_000) / (performance.now() - start);
  });
  return median(seen);
}

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: hours.zone,
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

function minuteByMinute(): number {
  let left = durationMs;
  let at = fromAt;
  for (; left > 0; at += minuteMs) if (isWorked(at)) left -= minuteMs;
  return at;
}

function isWorked(at: number): boolean {
  const [day = '', time = ''] = format.format(at).split(' ');
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const local = hour * 60 + minute;
  return !/^S/.test(day) && office.some(({ from, to }) => from <= local && local < to);
}
