import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createSqliteStore } from '../../src/adapters/store/sqlite/sqlite-store.js';
import { bundleBot } from '../support/bot/a-bot-process.js';
import { aBrowser } from '../support/browser/a-browser.js';

const slack = {
  SLACK_BOT_TOKEN: 'xoxb-1',
  SLACK_APP_TOKEN: 'xapp-1',
  // Nobody listens there: a start that gets as far as Slack goes on without it.
  SLACK_API_URL: 'http://127.0.0.1:9/api/',
  SUPPORT_AGENT_TOKEN: 'a',
  OPS_AGENT_TOKEN: 'b',
  COMPANY_URL: 'http://127.0.0.1:9',
  COMPANY_TOKEN: 'c',
};
const noSlack = { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: '' };

/** What `npm start` runs, built once for all. */
const built = resolve(`node_modules/.cache/start-${process.pid}`);
const start = (
  env: Record<string, string>,
  as: { readonly uid?: number } = {},
): Promise<{ code: unknown; said: string }> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [join(built, 'bot.mjs')],
      { env: { PATH: process.env.PATH, LOG_LEVEL: 'silent', ...env }, timeout: 30_000, ...as },
      (fault, stdout, stderr) => done({ code: fault?.code ?? 0, said: `${stdout}${stderr}`.trim() }),
    );
  });

describe('npm start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bad-start-'));
  const database = join(folder, 'countersign.db');
  const fine = { ...slack, DATABASE_URL: `sqlite:${database}`, PORT: '0' };
  let taken: Server;
  let port: string;
  beforeAll(async () => {
    await bundleBot('bin/start.ts', built);
    taken = createServer();
    await new Promise<void>((ready) => taken.listen(0, '127.0.0.1', ready));
    port = String((taken.address() as AddressInfo).port);
    writeFileSync(join(folder, 'letter.db'), 'This is a letter and no database.'.repeat(100));
    writeFileSync(
      join(folder, 'broken.yml'),
      readFileSync('charter.yml', 'utf8').replace('timezone: Europe/Berlin', 'timezone: Europe/Berlyn'),
    );
    mkdirSync(join(folder, 'folder.db'));
  });
  afterAll(() => {
    rmSync(built, { recursive: true, force: true });
    return new Promise((closed) => taken.close(closed));
  });

  it.each<readonly [string, () => Record<string, string>, RegExp]>([
    [
      'a busy port',
      () => ({ ...fine, PORT: port }),
      /^Port \d+ is taken by another program: stop it, or set PORT to a free one\.$/,
    ],
    [
      'a busy port of the playground',
      () => ({ ...noSlack, PORT: port }),
      /^Port \d+ is taken by another program: stop it, or set PORT to a free one\.$/,
    ],
    [
      'a host that is another machine’s',
      () => ({ ...fine, HOST: '192.0.2.1' }),
      /^Port 0 cannot be opened there: set HOST to an address of this machine, such as 127\.0\.0\.1\.$/,
    ],
    [
      'a half-filled .env',
      () => ({ ...fine, SLACK_APP_TOKEN: '' }),
      /^SLACK_BOT_TOKEN is set, but SLACK_APP_TOKEN \(.*\) and SLACK_SIGNING_SECRET \(.*\) are not: set one of them\.$/,
    ],
    [
      'the other half of .env',
      () => ({ ...fine, SLACK_BOT_TOKEN: '' }),
      /^SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is not: copy it from “OAuth & Permissions.*\.$/,
    ],
    [
      'a charter that is not there',
      () => ({ ...fine, CHARTER: join(folder, 'nowhere.yml') }),
      /^\S+nowhere\.yml:1:1: The charter cannot be read: set CHARTER to a file that exists\.$/,
    ],
    [
      'a broken charter',
      () => ({ ...fine, CHARTER: join(folder, 'broken.yml') }),
      /^\S+broken\.yml:\d+:\d+: timezone: This is not a time zone, such as Europe\/Berlin\.$/,
    ],
    [
      'an agent without its token',
      () => ({ ...fine, OPS_AGENT_TOKEN: '' }),
      /^OPS_AGENT_TOKEN is not set: the charter needs it as the token of the agent “ops-agent” \(.*charter\.yml:12\)\.$/,
    ],
    [
      'a database that is none',
      () => ({ ...fine, DATABASE_URL: `sqlite:${join(folder, 'letter.db')}` }),
      /^\S+letter\.db is not a database: set DATABASE_URL to another file, or move this one away\.$/,
    ],
    [
      'a database that is a folder',
      () => ({ ...fine, DATABASE_URL: `sqlite:${join(folder, 'folder.db')}` }),
      /^\S+folder\.db is a folder: set DATABASE_URL to a file in it\.$/,
    ],
    [
      'a database below a file',
      () => ({ ...fine, DATABASE_URL: `sqlite:${join(folder, 'letter.db', 'x.db')}` }),
      /^\S+x\.db cannot be opened and written \(E\w+\): let the user .*\.$/,
    ],
  ])('ends with one sentence for %s', async (_what, env, sentence) => {
    const { code, said } = await start(env());
    expect(said).toMatch(sentence);
    expect(code).toBe(1);
  });
});

describe('a database that the bot’s user may not write', () => {
  // The system's own user may write everything, so somebody else starts the bot then.
  const nobody = process.getuid?.() === 0 ? { uid: 65_534 } : {};

  it.each([
    ['is told when the file may only be read', 0o444, 0o777],
    ['is told when nothing may be made beside it', 0o666, 0o555],
  ])('%s, and nothing is written', async (_what, ofFile, ofFolder) => {
    const folder = mkdtempSync(join(tmpdir(), 'bad-start-'));
    const file = join(folder, 'a.db');
    await (await createSqliteStore({ file })).close();
    const before = readFileSync(file);
    rmSync(`${file}.migrating`);
    chmodSync(file, ofFile);
    chmodSync(folder, ofFolder);
    await bundleBot('bin/start.ts', built);
    const { code, said } = await start({ ...slack, DATABASE_URL: `sqlite:${file}`, PORT: '0' }, nobody);
    rmSync(built, { recursive: true, force: true });
    expect(said).toMatch(/^\S+a\.db cannot be opened and written \(\w+\): let the user .*\.$/);
    expect(code).toBe(1);
    expect(readFileSync(file)).toEqual(before);
    chmodSync(folder, 0o777);
  });
});

describe('a browser for the tests', () => {
  it.each([
    [
      'is not there',
      join(tmpdir(), 'no-such-browser'),
      /^CHROME_PATH is .*no-such-browser, where nothing is: set it/,
    ],
    ['is no browser', process.execPath, /^No browser starts from .*: set CHROME_PATH to the program of/],
  ])('that %s is told in one sentence', async (_what, path, sentence) => {
    await expect(aBrowser(path)).rejects.toMatchObject({ message: expect.stringMatching(sentence) });
  });
});
