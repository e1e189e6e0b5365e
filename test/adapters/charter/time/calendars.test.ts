import { readFileSync } from 'node:fs';
import { readCharter } from '../../../../src/adapters/charter/parse-charter.js';
import { createHolidayDates } from '../../../../src/adapters/charter/time/holidays.js';
import { workingTimeBetween } from '../../../../src/domain/calendar/working-time.js';
import { CharterError } from '../../../../src/tools/written/charter-error.js';

const demo = readFileSync('charter.yml', 'utf8');
const withCalendar = (lines: string): string =>
  `${demo}\ncalendars:\n  here:\n${lines.replace(/^/gm, '    ')}\n`;
const calendarOf = async (lines: string) =>
  (await readCharter(withCalendar(lines), { file: 'c.yml', now: new Date() })).calendars.here!;
const hoursOn = async (lines: string, date: string): Promise<number> => {
  const fromAt = Date.parse(`${date}T00:00Z`);
  return workingTimeBetween(await calendarOf(lines), fromAt, fromAt + 86_400_000) / 3_600_000;
};
const problemsOf = async (text: string): Promise<string[]> => {
  try {
    await readCharter(text, { file: 'c.yml', now: new Date() });
  } catch (fault) {
    if (fault instanceof CharterError) return fault.message.split('\n');
    throw fault;
  }
  return [];
};

describe('a calendar in the charter', () => {
  it('has hours by day and by range, with breaks, and the night after', async () => {
    const lines = `zone: UTC\nhours:\n  mon-thu: 09:00-12:30, 13:15-17:30\n  fri: [10:00-12:00]\n  sat: 22:00-06:00`;
    expect(await hoursOn(lines, '2026-11-18')).toBe(7.75);
    expect(await hoursOn(lines, '2026-11-20')).toBe(2);
    expect(await hoursOn(lines, '2026-11-21')).toBe(2);
    expect(await hoursOn(lines, '2026-11-22')).toBe(6);
  });

  it('takes a range over the weekend, and a whole day', async () => {
    const lines = `zone: UTC\nhours: { fri-mon: 00:00-24:00 }`;
    expect(await hoursOn(lines, '2026-11-22')).toBe(24);
    expect(await hoursOn(lines, '2026-11-24')).toBe(0);
  });

  it('leaves out holidays of the region and own days off, and takes extra days', async () => {
    const year = new Date().getUTCFullYear() + 1;
    const lines = [
      'zone: UTC',
      'hours: { mon-sun: 09:00-17:00 }',
      'holidays: DE-BE',
      `closed: [${year}-12-24]`,
      `open: [${year}-12-26, { on: ${year}-10-03, hours: 10:00-12:00 }]`,
    ].join('\n');
    expect(await hoursOn(lines, `${year}-03-08`)).toBe(0);
    expect(await hoursOn(lines, `${year}-12-24`)).toBe(0);
    expect(await hoursOn(lines, `${year}-12-26`)).toBe(8);
    expect(await hoursOn(lines, `${year}-10-03`)).toBe(2);
    expect(await hoursOn(lines, `${year}-10-04`)).toBe(8);
  });

  it.each([
    [
      'an unknown zone',
      'zone: Europe/Atlantis\nhours: { mon: 09:00-17:00 }',
      'zone',
      'This is not a time zone',
    ],
    ['an offset', 'zone: "+02:00"\nhours: { mon: 09:00-17:00 }', 'zone', 'This is not a time zone'],
    ['no hours', 'zone: UTC\nhours: {}', 'hours', 'Nobody ever works'],
    ['an empty day', 'zone: UTC\nhours:\n  mon: []', 'mon', 'These hours are empty'],
    ['an unknown day', 'zone: UTC\nhours:\n  moon: 09:00-17:00', 'moon', '“moon” is no day'],
    [
      'a day twice',
      'zone: UTC\nhours:\n  mon-fri: 09:00-17:00\n  wed: 09:00-12:00',
      'wed:',
      'The hours of wed',
    ],
    ['no time', 'zone: UTC\nhours:\n  mon: 9 to 5', 'mon', '“9 to 5” are no hours'],
    ['an empty shift', 'zone: UTC\nhours:\n  mon: 09:00-09:00', 'mon', 'write 00:00-24:00'],
    [
      'no date',
      'zone: UTC\nhours: { mon: 09:00-17:00 }\nclosed: [2026-02-30]',
      '[2026-02',
      'This is no date',
    ],
    [
      'a free day',
      'zone: UTC\nhours: { mon: 09:00-17:00 }\nopen: [2026-11-21]',
      '[2026-11',
      'Nobody works on that',
    ],
    [
      'a day open and closed',
      'zone: UTC\nhours: { mon: 09:00-17:00 }\nclosed: [2026-11-23]\nopen: [2026-11-23]',
      'open:',
      'both open and closed',
    ],
    [
      'an unknown country',
      'zone: UTC\nhours: { mon: 09:00-17:00 }\nholidays: germany',
      'holidays',
      'No holidays are known for the country “germany”. Near to it: DE (Germany)',
    ],
    [
      'an unknown region',
      'zone: UTC\nhours: { mon: 09:00-17:00 }\nholidays: DE-BX',
      'holidays',
      'No holidays are known for “BX” in Germany. Near to it: DE-BB (Brandenburg), DE-BE (Berlin)',
    ],
  ])('is refused with its line: %s', async (_what, lines, where, problem) => {
    const text = withCalendar(lines);
    const line = text.slice(0, text.indexOf(where, text.indexOf('  here:'))).split('\n').length;
    const problems = await problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(problems[0]).toContain(`c.yml:${line}:`);
  });

  it('is the calendar of a role only when there is one', async () => {
    const named = demo.replace('users: [U0SAM],', 'users: [U0SAM], calendar: berlin,');
    expect(await problemsOf(named)).toEqual([expect.stringContaining('There is no calendar “berlin”.')]);
    const given = `${named}\ncalendars: { berlin: { zone: Europe/Berlin, hours: { mon-fri: 09:00-17:00 } } }\n`;
    expect((await readCharter(given, { file: 'c.yml', now: new Date() })).roles.sales?.calendar).toBe(
      'berlin',
    );
  });
});

describe('public holidays', () => {
  const dates = createHolidayDates(new Date('2026-06-01T00:00Z'));
  it.each([
    ['DE-BE', '2026-03-08', true],
    ['DE-BY', '2026-03-08', false],
    ['DE-BY', '2026-01-06', true],
    ['US', '2026-07-03', true],
    ['US', '2029-12-25', true],
    ['TR', '2026-03-22', true],
    ['TR', '2026-03-23', false],
  ])('of %s on %s: %s', (region, date, isFree) => {
    expect(dates(region)).toEqual(
      isFree ? expect.arrayContaining([date]) : expect.not.arrayContaining([date]),
    );
  });
});
