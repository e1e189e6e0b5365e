import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { charterCommand } from '../../../src/cli/charter/charter.js';

const demo = readFileSync('charter.yml', 'utf8');
const run = async (...args: string[]) => {
  const lines: string[] = [];
  return { code: await charterCommand(args, (line) => lines.push(line)), lines };
};
const written = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'charter-')), 'charter.yml');
  writeFileSync(file, text);
  return file;
};
const onACalendar = written(
  `${demo
    .replace('support: { usergroup: support-team,', 'support: { usergroup: support-team, calendar: lisbon,')
    .replace(
      '    - { at: 50% of sla, do: nudge, who: owner }',
      '    - { at: 50% of sla, do: notify, who: on_call, only_if: confidence < 0.5, repeat: { every: 1h, at_most: 9 } }',
    )}
calendars: { lisbon: { zone: Europe/Lisbon, hours: { mon-fri: 09:00-17:00 } } }
rotas: { on_call: { zone: Europe/Lisbon, people: [U0ANA, U0BEN], starts: 2026-11-16T09:00 } }
`,
);

describe('npm run charter -- preview', () => {
  it('says who is told and when, in the zone of the calendar', async () => {
    expect(await run('preview', 'refund', onACalendar, '--at', '2026-11-20T16:00')).toEqual({
      code: 0,
      lines: [
        '“refund” that starts Fri 2026-11-20 16:00 (Europe/Lisbon). If nobody moves:',
        '  Mon 2026-11-23 10:00  on_call (U0BEN) (notify, only if confidence < 0.5)',
        '  Mon 2026-11-23 11:00  on_call (U0BEN) (notify, only if confidence < 0.5)',
        '  Mon 2026-11-23 12:00  the time to decide is over',
        '  Mon 2026-11-23 12:00  goes to head_of_support (escalate)',
        '  Mon 2026-11-23 16:00  goes to head_of_support (escalate)',
        '  Fri 2026-12-04 16:00  it expires; nothing is done',
      ],
    });
  });

  it('runs around the clock, in the zone of the charter, for a role without a calendar', async () => {
    const { lines } = await run('preview', 'security_incident', '--at', '2026-10-24T23:50');
    expect(lines.slice(0, 3)).toEqual([
      '“security_incident” that starts Sat 2026-10-24 23:50 (Europe/Berlin). If nobody moves:',
      '  Sat 2026-10-24 23:55  security (nudge)',
      '  Sun 2026-10-25 00:20  the time to decide is over',
    ]);
  });

  it('starts now when no time is given', async () => {
    expect((await run('preview', 'refund')).code).toBe(0);
  });

  it.each([
    [['preview', 'refnd'], 1, 'There is no task type “refnd”: choose one of customer_reply, crm_update,'],
    [['preview', 'refund', '--at', 'noon'], 1, '“noon” is not a time, such as 2026-11-20T16:00.'],
    [['preview'], 2, 'Usage:'],
    [['preview', 'refund', '--on', 'monday'], 2, 'Usage:'],
    [['check', '--at', '2026-11-20'], 2, 'Usage:'],
  ])('says what is wrong with %j', async (args, code, said) => {
    const answer = await run(...args);
    expect(answer.code).toBe(code);
    expect(answer.lines[0]).toContain(said);
  });
});

describe('a ladder that asks for a manager whom a role does not have', () => {
  it('is fine, but check says so', async () => {
    const file = written(
      demo.replace('sales: { users: [U0SAM], manager: head_of_support }', 'sales: { users: [U0SAM] }'),
    );
    const { code, lines } = await run('check', file);
    expect(code).toBe(0);
    expect(lines.filter((line) => line.startsWith('Mind: '))).toEqual([
      'Mind: The ladder of “crm_update” asks for the manager of “sales”, who has none: the owner is told instead.',
      'Mind: The ladder of “contract_exception” asks for the manager of “sales”, who has none: the owner is told instead.',
    ]);
  });
});
