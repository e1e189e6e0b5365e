import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { parseEnv } from 'node:util';
import { charterCommand } from '../../../src/cli/charter/charter.js';
import { initCommand } from '../../../src/cli/init/init.js';
import { readConfig } from '../../../src/config.js';

const flags = [
  '--yes',
  ...['--organization', 'Acme "& Sons": {a}', '--timezone', 'Europe/Vienna', '--channel', '#approvals'],
  ...['--approvers', 'U0ANA, U0BEN', '--bot-token', 'xoxb-1', '--app-token', 'xapp-1'],
];
const without = (flag: string) => flags.filter((_one, at) => flags[at] !== flag && flags[at - 1] !== flag);

describe('init', () => {
  let folder: string;
  let lines: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'init-'));
    lines = [];
  });
  const init = (args: readonly string[], more: Partial<Parameters<typeof initCommand>[1]> = {}) =>
    initCommand(args, {
      folder,
      environment: {},
      print: (line) => lines.push(line),
      terminal: null,
      ...more,
    });
  const env = () => parseEnv(readFileSync(join(folder, '.env'), 'utf8'));
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');

  it('writes an .env that the bot takes and a charter that is fine, and says what comes next', async () => {
    expect(await init(flags)).toBe(0);
    expect(readConfig(env())).toMatchObject({
      slack: { botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: null },
      charter: 'charter.yml',
    });
    expect(env().AGENT_TOKEN).toMatch(/^[\w-]{32}$/);
    expect(statSync(join(folder, '.env')).mode & 0o077).toBe(0);
    const said: string[] = [];
    expect(await charterCommand(['check', join(folder, 'charter.yml')], (line) => said.push(line))).toBe(0);
    expect(said.join('\n')).toContain('1 of approvers approves it in #approvals');
    expect(read('charter.yml')).toContain('organization: "Acme \\"& Sons\\": {a}"');
    expect(lines.join('\n')).toMatch(/npm run doctor[\s\S]+npm start/);
    expect(readdirSync(folder).sort()).toEqual(['.env', 'charter.yml']);
  });

  it.each([
    ['a user group', ['--approvers', '@support-team'], '"usergroup":"support-team"'],
    ['a handle without its sign', ['--approvers', 'support-team'], '"usergroup":"support-team"'],
    ['one person', ['--approvers', 'U0ANA'], '"users":["U0ANA"]'],
    ['a channel without its sign', ['--channel', 'refunds'], 'channel: "#refunds"'],
    ['a channel by its id', ['--channel', 'C0123ABCD'], 'channel: "C0123ABCD"'],
  ])('takes %s', async (_what, more, words) => {
    expect(await init([...flags, ...more])).toBe(0);
    expect(read('charter.yml')).toContain(words);
  });

  it('takes a signing secret in place of the app token', async () => {
    const secret = '0123456789abcdef0123456789abcdef';
    expect(await init([...without('--app-token'), '--signing-secret', secret])).toBe(0);
    expect(readConfig(env()).slack).toMatchObject({ appToken: null, signingSecret: secret });
  });

  it('takes secrets from the environment, where no list of processes shows them', async () => {
    const environment = { SLACK_BOT_TOKEN: 'xoxb-2', SLACK_APP_TOKEN: 'xapp-2' };
    const args = flags.slice(0, flags.indexOf('--bot-token'));
    expect(await init(args, { environment })).toBe(0);
    expect(env()).toMatchObject(environment);
  });

  it('takes the time zone of the machine unless told', async () => {
    expect(await init(without('--timezone'))).toBe(0);
    expect(read('charter.yml')).toContain(`timezone: "${Intl.DateTimeFormat().resolvedOptions().timeZone}"`);
  });

  it.each([
    ['a token of a person', ['--bot-token', 'xoxp-1'], /^--bot-token: A bot token begins with “xoxb-”/],
    [
      'a bot token twice',
      ['--app-token', 'xoxb-1'],
      /^--app-token or --signing-secret: An app-level token begins/,
    ],
    ['a zone that is none', ['--timezone', 'Europe/Vienn'], /^--timezone: This is not a time zone, such as/],
    ['an offset', ['--timezone', '+02:00'], /^--timezone: This is not a time zone/],
    ['a channel with spaces', ['--channel', 'my channel'], /^--channel: A channel is written as/],
    ['a name in place of an id', ['--approvers', 'Ana Example'], /^--approvers: Give member ids such as/],
    ['no organization', ['--organization', ' \n '], /^--organization: Give a name/],
    ['a charter that is no YAML file', ['--charter', 'charter.txt'], /^--charter: Name a file such as/],
  ])('refuses %s in one sentence and writes nothing', async (_what, more, sentence) => {
    expect(await init([...flags, ...more])).toBe(2);
    expect(lines).toEqual([expect.stringMatching(sentence)]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('names every answer that is missing', async () => {
    expect(await init(['--yes'])).toBe(2);
    expect(lines.map((line) => line.split(' is missing')[0])).toEqual([
      '--organization',
      '--approvers',
      '--bot-token',
      '--app-token or --signing-secret',
    ]);
  });

  it('shows how it is called when it does not understand', async () => {
    expect(await init(['--organisation', 'Acme'])).toBe(2);
    expect(lines[0]).toContain('Usage: npm run init');
  });

  it('asks nobody where nobody can be asked', async () => {
    expect(await init([])).toBe(1);
    expect(lines).toEqual([expect.stringContaining('There is no terminal to ask on: add --yes')]);
  });

  it('never replaces a file unless it is told to', async () => {
    writeFileSync(join(folder, '.env'), 'KEEP=me');
    expect(await init(flags)).toBe(1);
    expect(lines).toEqual([
      '.env is already here: move it away, or replace it with --force. Nothing was written.',
    ]);
    expect(readdirSync(folder)).toEqual(['.env']);
    expect(read('.env')).toBe('KEEP=me');
    expect(await init([...flags, '--force'])).toBe(0);
    expect(env()).toMatchObject({ SLACK_BOT_TOKEN: 'xoxb-1' });
  });

  it('leaves the charter that comes with the project to the playground', async () => {
    writeFileSync(join(folder, 'charter.yml'), 'demo');
    expect(await init([...flags, '--force'])).toBe(0);
    expect(read('charter.yml')).toBe('demo');
    expect(readConfig(env()).charter).toBe('my-charter.yml');
    expect(existsSync(join(folder, 'my-charter.yml'))).toBe(true);
  });

  it('leaves nothing half-written where it cannot write', async () => {
    expect(await init([...flags, '--charter', 'nowhere/charter.yml'])).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/nowhere\/charter\.yml.* cannot be written \(ENOENT\)/)]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('removes its drafts where a folder stands in the way', async () => {
    mkdirSync(join(folder, '.env'));
    expect(await init([...flags, '--force'])).toBe(1);
    expect(lines).toEqual([expect.stringMatching(/\.env.* cannot be written \(E\w+\)/)]);
    expect(readdirSync(folder)).toEqual(['.env']);
  });

  describe('at a terminal', () => {
    /** Types an answer whenever a question stands there. */
    const typing = (answers: readonly (readonly [question: RegExp, keys: string])[]) => {
      const input = new PassThrough();
      const output = new PassThrough();
      let seen = '';
      let next = 0;
      output.on('data', (chunk: Buffer) => {
        seen += chunk.toString();
        const [question, keys] = answers[next] ?? [/(?!)/, ''];
        if (!question.test(seen)) return;
        next += 1;
        seen = '';
        setImmediate(() => input.write(keys));
      });
      return { input, output };
    };
    type Typed = readonly [question: RegExp, keys: string];
    const answers: readonly Typed[] = [
      [/organization called/, 'Acme\r'],
      [/time zone/, '\r'],
      [/Which channel/, '\r'],
      [/Who approves/, '@team\r'],
      [/Bot token/, 'xoxb-1\r'],
      [/App-level token/, 'xapp-1\r'],
    ];

    it('asks for what it has to know, and suggests what it can', async () => {
      expect(await init([], { terminal: typing(answers) })).toBe(0);
      expect(read('charter.yml')).toContain('organization: "Acme"');
      expect(read('charter.yml')).toContain('channel: "#approvals"');
      expect(env()).toMatchObject({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' });
    });

    it('says what is wrong with an answer and asks again', async () => {
      const again: Typed[] = [
        ...answers.slice(0, 4),
        [/Bot token/, 'oops\r'],
        [/begins with “xoxb-”/, '\x7f'.repeat(4)],
        [/Bot token/, 'xoxb-1\r'],
        answers[5]!,
      ];
      expect(await init([], { terminal: typing(again) })).toBe(0);
      expect(env().SLACK_BOT_TOKEN).toBe('xoxb-1');
    });

    it.each([0, 1, 2, 3, 4, 5])(
      'leaves nothing behind when question %d is answered with Ctrl-C',
      async (at) => {
        const cancelled = answers.map(
          ([question, keys], index) => [question, index === at ? '\x03' : keys] as const,
        );
        expect(await init([], { terminal: typing(cancelled) })).toBe(1);
        expect(lines).toEqual(['Nothing was written.']);
        expect(readdirSync(folder)).toEqual([]);
      },
    );

    it('asks before it replaces, and takes Enter for no', async () => {
      writeFileSync(join(folder, '.env'), 'KEEP=me');
      expect(await init([], { terminal: typing([...answers, [/Replace it/, '\r']]) })).toBe(1);
      expect(read('.env')).toBe('KEEP=me');
      expect(readdirSync(folder)).toEqual(['.env']);
      expect(await init([], { terminal: typing([...answers, [/Replace it/, 'y']]) })).toBe(0);
      expect(env().SLACK_BOT_TOKEN).toBe('xoxb-1');
    });
  });
});
