import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { readGrants } from '../../playground/manifest.js';
import { createWorkspace, type Workspace } from '../../playground/workspace/workspace.js';
import { freePort } from '../support/bot/a-bot-process.js';

/** The project's folder with nothing written yet; what is written stays here. */
const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'connect-'));
  const here = readdirSync('.').filter((name) => !['.env', 'data', 'dist', 'my-charter.yml'].includes(name));
  for (const name of here) symlinkSync(resolve(name), join(folder, name));
  return folder;
};

describe('docs/connect-slack.md', () => {
  const text = readFileSync('docs/connect-slack.md', 'utf8');
  const blocks = [...text.matchAll(/```sh\n([\s\S]+?)```/g)].map(([, block = '']) => block);
  let workspace: Workspace;
  let env: NodeJS.ProcessEnv;
  let port: number;
  const folder = freshFolder();
  beforeAll(async () => {
    workspace = await createWorkspace({ burst: 5, ...readGrants() });
    port = await freePort();
    const { SLACK_BOT_TOKEN: _bot, SLACK_APP_TOKEN: _app, ...outside } = process.env;
    env = { ...outside, NODE_OPTIONS: '', SLACK_API_URL: workspace.apiUrl, PORT: String(port) };
  });
  afterAll(() => workspace.close());

  /** Runs a block as it stands, apart from the port. */
  const run = async (block: string, more: NodeJS.ProcessEnv = {}): Promise<string> => {
    const script = block.replaceAll(':3000/', `:${port}/`);
    const { stdout } = await promisify(execFile)('bash', ['-ec', script], {
      cwd: folder,
      env: { ...env, ...more },
    });
    return stdout;
  };

  it('leads from nothing to a card that is approved', async () => {
    const [install, init = '', doctor = '', start, handOver = '', charter = '', ...rest] = blocks;
    // Installing again and building would only repeat what brought this test here.
    expect([install, start, rest]).toEqual(['npm ci\n', 'npm start\n', []]);
    const { botToken: SLACK_BOT_TOKEN, appToken: SLACK_APP_TOKEN } = workspace;
    expect(await run(init, { SLACK_BOT_TOKEN, SLACK_APP_TOKEN })).toContain('Wrote .env and my-charter.yml');
    expect(await run(charter)).toMatch(
      /my-charter\.yml is fine: 1 task type, 0 tools, 1 role\.[\s\S]+approvers \(nudge\)/,
    );
    const found = await run(doctor);
    expect(found).toContain('Nothing to mend');
    expect(found).not.toMatch(/^(bad|warn(?! +Node 20))/m);
    const bot = await startBot();
    try {
      expect(JSON.parse(await run(handOver))).toMatchObject({ task_type: 'customer_reply' });
      const card = await workspace.until(() => workspace.messages('#support')[0], 'a card in #support');
      await workspace.as('U0ANA').click(card, 'handoff.approve');
      await workspace.until(
        () => workspace.words(workspace.messages('#support')[0]!).includes('Approved by'),
        'an approved card',
      );
    } finally {
      bot.kill();
      await new Promise((done) => bot.once('exit', done));
    }
  }, 60_000);

  /** What `npm start` runs, without building it first. */
  const startBot = async (): Promise<ChildProcess> => {
    const bot = spawn(resolve('node_modules/.bin/tsx'), ['bin/start.ts'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((ready, gone) => {
      bot.once('exit', () => gone(new Error('The bot ended instead of starting.')));
      bot.stdout.on('data', (chunk: Buffer) => chunk.includes('is ready') && ready());
    });
    return bot;
  };
});
