import { readFileSync } from 'node:fs';
import { parseCharter } from '../../../../src/adapters/charter/parse-charter.js';
import { onCall } from '../../../../src/domain/calendar/rota.js';
import { CharterError } from '../../../../src/tools/written/charter-error.js';

const demo = readFileSync('charter.yml', 'utf8');
const urgent = '    - { at: 5m, do: nudge, who: owner }\n';
/** The demo charter, whose urgent ladder begins with other rungs; its time to decide is 30 minutes. */
const withRung = (...rungs: string[]): string =>
  demo.replace(urgent, rungs.map((rung) => `    - { ${rung} }\n`).join(''));
const withRota = (lines: string): string => `${demo}\nrotas:\n  on_call: { ${lines} }\n`;
const fine = 'zone: Europe/Berlin, people: [U0ANA, U0BEN], starts: 2026-01-05T09:00';

const problemsOf = (text: string): string[] => {
  try {
    parseCharter(text, 'c.yml');
  } catch (fault) {
    if (fault instanceof CharterError) return fault.message.split('\n');
    throw fault;
  }
  return [];
};
const rungsOf = (text: string) => parseCharter(text, 'c.yml').taskTypes.security_incident?.ladder;

describe('a ladder in the charter', () => {
  it('has shares of the time to decide, waits before and after its end, and repeats', () => {
    const text = withRung(
      'at: 10m, do: nudge, who: owner, in: thread',
      'at: sla - 10m, do: notify, who: U0ANA, repeat: { every: 2m, at_most: 3 }',
      'at: 90% of sla, do: notify, who: support, only_if: confidence < 0.5',
    );
    expect(rungsOf(text)?.slice(0, 3)).toEqual([
      { percentOfSla: 0, plusMs: 600_000, do: 'nudge', who: 'owner', inThread: true },
      {
        percentOfSla: 100,
        plusMs: -600_000,
        do: 'notify',
        who: 'U0ANA',
        repeat: { everyMs: 120_000, atMost: 3 },
      },
      { percentOfSla: 90, plusMs: 0, do: 'notify', who: 'support', onlyIf: 'confidence < 0.5' },
    ]);
    const conditions = parseCharter(text, 'c.yml').taskTypes.security_incident?.conditions;
    expect([0.4, 0.6].map((confidence) => conditions?.['confidence < 0.5']?.({ confidence }))).toEqual([
      true,
      false,
    ]);
  });

  it.each([
    [
      'waits that go backwards',
      ['at: 20m, do: nudge, who: owner', 'at: 50% of sla, do: nudge, who: owner'],
      1,
      'This rung comes before the one above it in “security_incident”.',
    ],
    [
      'a wait before the start',
      ['at: sla - 31m, do: nudge, who: owner'],
      0,
      'This lies before the start of “security_incident”.',
    ],
    [
      'somebody unknown',
      ['at: 5m, do: nudge, who: secruity'],
      0,
      'There is no role or rota “secruity”. Did you mean “security”?',
    ],
    [
      'a person as the new owner',
      ['at: 5m, do: escalate, who: U0ANA'],
      0,
      'An escalation makes a role the owner',
    ],
    [
      'an unknown field in a condition',
      ['at: 5m, do: nudge, who: owner, only_if: amount > 5.0'],
      0,
      '“security_incident” uses this ladder.',
    ],
    [
      'a condition that is no yes or no',
      ['at: 5m, do: nudge, who: owner, only_if: account'],
      0,
      'a condition must be true or false',
    ],
    [
      'a repeat without a pause',
      ['at: 5m, do: nudge, who: owner, repeat: { every: 1s, at_most: 2 }'],
      0,
      'This must be at least a minute.',
    ],
    [
      'a time that is none',
      ['at: half of sla, do: nudge, who: owner'],
      0,
      '“half of sla” is not a time on the ladder',
    ],
  ])('is refused with its line: %s', (_what, rungs, rung, problem) => {
    const line = demo.slice(0, demo.indexOf(urgent)).split('\n').length + rung;
    const problems = problemsOf(withRung(...rungs));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`c.yml:${line}:`);
    expect(problems[0]).toContain(problem);
  });
});

describe('the top of a ladder', () => {
  it('must be reached some day', () => {
    const text = withRung('at: 5m, do: nudge, who: owner, repeat: { every: 999999d, at_most: 1 }');
    expect(
      problemsOf(
        text.replace(/ {4}- \{ at: 100% of sla, do: escalate, who: head_of_support \}\n(?=\ntools)/, ''),
      ),
    ).toEqual([
      expect.stringContaining('ladders.urgent: “security_incident” never gets to the top of this.'),
    ]);
  });
});

describe('a rota in the charter', () => {
  it('takes turns, with whoever stands in', () => {
    const text = withRota(
      `${fine}, every: 1w, overrides: [{ from: 2026-01-07, to: 2026-01-08T12:00, person: U0MEG }]`,
    );
    const rota = parseCharter(text, 'c.yml').rotas.on_call!;
    const seen = ['2026-01-05T08:00Z', '2026-01-07T00:00Z', '2026-01-08T11:00Z', '2026-01-12T08:00Z'];
    expect(seen.map((time) => onCall(rota, Date.parse(time)))).toEqual(['U0ANA', 'U0MEG', 'U0ANA', 'U0BEN']);
  });

  it('can stand on a ladder', () => {
    const text = withRota(fine).replace(urgent, '    - { at: 5m, do: notify, who: on_call }\n');
    expect(rungsOf(text)?.[0]?.who).toBe('on_call');
  });

  it.each([
    ['nobody', fine.replace('U0ANA, U0BEN', ''), 'Nobody is in this rota: name its people.'],
    ['an unknown zone', fine.replace('Europe/Berlin', 'Mars'), 'This is not a time zone'],
    ['no time to start', fine.replace('T09:00', 'T9'), '“2026-01-05T9” is not a time'],
    ['a turn of no length', `${fine}, every: 0d`, '“0d” is no turn'],
    [
      'a stand-in who ends before',
      `${fine}, overrides: [{ from: 2026-02-02, to: 2026-02-01, person: U0ANA }]`,
      'This is not later than “from”.',
    ],
  ])('is refused with its line: %s', (_what, lines, problem) => {
    const problems = problemsOf(withRota(lines));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(problem);
    expect(problems[0]).toMatch(/^c\.yml:\d+:\d+: rotas\.on_call/);
  });

  it('cannot have the name of a role', () => {
    expect(problemsOf(withRota(fine).replace('on_call:', 'security:'))).toEqual([
      expect.stringContaining('“security” already means something on a ladder'),
    ]);
  });
});

describe('a calendar that only JavaScript knows', () => {
  it('is none', () => {
    const text = demo.replace('users: [U0BEN, U0MEG],', 'users: [U0BEN, U0MEG], calendar: constructor,');
    expect(problemsOf(text)).toEqual([expect.stringContaining('There is no calendar “constructor”.')]);
  });
});

describe('a time to decide', () => {
  it('on a calendar ends before the handoff expires', () => {
    const calendars = '\ncalendars: { few: { zone: UTC, hours: { mon: 09:00-10:00 } } }\n';
    const text = (expire: string) =>
      demo
        .replace('users: [U0BEN, U0MEG],', 'users: [U0BEN, U0MEG], calendar: few,')
        .replace('sla: { decide_within: 30m }', `sla: { decide_within: 2h, expire_after: ${expire} }`) +
      calendars;
    expect(problemsOf(text('14d'))).toEqual([]);
    expect(problemsOf(text('7d'))).toEqual([
      expect.stringContaining(
        'This is working time on the calendar “few”, and can end after the handoff expires.',
      ),
    ]);
  });
});

describe('paging in the charter', () => {
  const withPaging = (lines: string, ...rungs: string[]): string =>
    `${withRung(...rungs)}\npaging: { ${lines} }\n`;
  const hook = 'webhook_url_env: PAGER_URL, secret_env: PAGER_SECRET';
  const mail = 'smtp_url_env: SMTP_URL, from: bot@example.com, to: night@example.com';

  it('names a way for everybody and another for a role', () => {
    const text = withPaging(`${hook}, roles: { support: { ${mail} } }`, 'at: 5m, do: page, who: owner');
    const { paging } = parseCharter(text, 'c.yml');
    expect(paging?.default).toEqual({
      webhook: { urlEnv: 'PAGER_URL', secretEnv: 'PAGER_SECRET', hosts: [] },
      email: null,
    });
    expect(paging?.roles.support?.email?.to).toBe('night@example.com');
  });

  it('pages with an escalation, and tells a channel', () => {
    const text = withPaging(
      mail,
      'at: 5m, do: notify, who: "#sales"',
      'at: 6m, do: escalate, who: owner.manager, outside_slack: true',
    );
    expect(rungsOf(text)?.slice(0, 2)).toMatchObject([{ who: '#sales' }, { outsideSlack: true }]);
  });

  it.each([
    [withRung('at: 5m, do: page, who: owner'), /add “paging”/],
    [withRung('at: 5m, do: escalate, who: owner.manager, outside_slack: true'), /add “paging”/],
    [withPaging(hook, 'at: 5m, do: nudge, who: owner, outside_slack: true'), /write “do: page”/],
    [withPaging(hook, 'at: 5m, do: page, who: "#sales"'), /A channel can only be told/],
    [withPaging('webhook_url_env: PAGER_URL'), /name all of one/],
    [withPaging(`${hook}, roles: { support: { } }`), /name all of one/],
    [
      withPaging(`${hook}, roles: { suport: { ${mail} } }`),
      /There is no role “suport”. Did you mean “support”/,
    ],
    [withPaging(mail.replace('night@example.com', 'Night <n@example.com>')), /not one mail address/],
  ])('is refused when it cannot work: %#', (text, problem) => {
    expect(problemsOf(text).join('\n')).toMatch(problem);
  });
});
