import { readFileSync } from 'node:fs';
import { ConfigError, checkSecrets, configKeys, readConfig } from '../../src/config.js';
import { aCharter } from '../support/a-charter.js';

const problemsOf = (read: () => unknown): readonly string[] => {
  try {
    read();
  } catch (fault) {
    if (fault instanceof ConfigError) return fault.problems;
    throw fault;
  }
  return [];
};

describe('.env.example', () => {
  it('lists exactly what the configuration reads', () => {
    const listed = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(
      (match) => match[1],
    );
    expect([...listed].sort()).toEqual([...configKeys].sort());
  });

  it('can be copied as it is', () => {
    const lines = readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm);
    const config = readConfig(
      Object.fromEntries([...lines].map((match) => [match[1] ?? '', match[2] ?? ''])),
    );
    expect(config).toMatchObject({ slack: null, port: 3_000, host: '127.0.0.1', openai: null });
  });
});

describe('the environment', () => {
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

  it.each<readonly [string, Record<string, string>, RegExp]>([
    [
      'a bot token alone',
      { SLACK_BOT_TOKEN: 'xoxb-1' },
      /SLACK_BOT_TOKEN is set, but SLACK_APP_TOKEN .* set one of them\./,
    ],
    [
      'an app token alone',
      { SLACK_APP_TOKEN: 'xapp-1' },
      /SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is not/,
    ],
    [
      'a token of the wrong kind',
      { ...slack, SLACK_BOT_TOKEN: 'xoxp-1' },
      /SLACK_BOT_TOKEN must begin with “xoxb-”/,
    ],
    ['a port that is none', { PORT: 'eighty' }, /PORT must be a number between 0 and 65535/],
    ['a port out of range', { PORT: '70000' }, /PORT must be a number between 0 and 65535/],
    [
      'a database that is not there yet',
      { DATABASE_URL: 'postgres://db' },
      /DATABASE_URL must begin with “sqlite:”/,
    ],
    ['an address that is none', { SLACK_API_URL: 'slack' }, /SLACK_API_URL must be an address/],
    ...['http://far.example/anchors', 'ftp://far.example/a', 'https://me:word@far.example/', './folder/'].map(
      (to) =>
        [
          `anchors kept at ${to}`,
          { ANCHOR_TO: to },
          /ANCHOR_TO must be a file such as .+ or an address without a password/,
        ] as const,
    ),
    [
      'anchors kept in the database',
      { ANCHOR_TO: 'data/countersign.db' },
      /ANCHOR_TO is the database itself/,
    ],
    [
      'a log level that is none',
      { LOG_LEVEL: 'loud' },
      /LOG_LEVEL must be debug, info, warn, error or silent\./,
    ],
  ])('with %s is refused in one sentence', (_what, environment, sentence) => {
    const problems = problemsOf(() => readConfig(environment));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(sentence);
  });

  it.each(['./anchors.jsonl', '/mnt/other/a.log', 'https://far.example/x', 'http://127.0.0.1:9/x'])(
    'may keep anchors at %s',
    (to) => {
      expect(readConfig({ ANCHOR_TO: to }).anchorTo).toBe(to);
    },
  );

  it('names everything that is wrong at once, and repeats no value', () => {
    const problems = problemsOf(() =>
      readConfig({ PORT: 'x-secret', LOG_LEVEL: 'y-secret', SLACK_APP_TOKEN: 'xapp-secret' }),
    );
    expect(problems).toHaveLength(3);
    expect(problems.join(' ')).not.toContain('secret');
  });

  it('must hold what the charter refers to', () => {
    const webhook = { urlEnv: 'PAGER_URL', secretEnv: 'PAGER_SECRET', hosts: [] };
    const charter = aCharter({ paging: { default: { webhook, email: null }, roles: {} } });
    const set = { COMPANY_URL: 'http://crm', PAGER_URL: 'https://pager' };
    const problems = problemsOf(() =>
      checkSecrets(charter, set, { file: 'charter.yml', text: 'agents:\n  a: SUPPORT_AGENT_TOKEN\n' }),
    );
    expect(problems).toEqual([
      'SUPPORT_AGENT_TOKEN is not set: the charter needs it as the token of the agent “support-agent” (charter.yml:2).',
      'COMPANY_TOKEN is not set: the charter needs it as the credentials of the tool “mail.send” (charter.yml).',
      'PAGER_SECRET is not set: the charter needs it as a way to reach people outside Slack (charter.yml).',
    ]);
  });
});
