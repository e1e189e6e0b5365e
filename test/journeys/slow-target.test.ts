import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readGrants } from '../../playground/manifest.js';
import { createWorkspace } from '../../playground/workspace/workspace.js';
import { aKindCharter } from '../support/a-kind-charter.js';
import { bundleBot, freePort, keepRunning } from '../support/bot/a-bot-process.js';
import { aCrowd } from '../support/browser/a-crowd.js';
import { agentToken } from '../support/browser/a-town.js';
import { startLocalTarget } from '../tools/local-target.js';

const built = resolve(`node_modules/.cache/slow-${process.pid}`);
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** A target without keys takes its time, and the bot dies while it waits for the answer. */
describe('a slow target that can be read', () => {
  let bot: string;
  beforeAll(async () => {
    bot = await bundleBot('test/support/bot/crashing-bot.ts', built);
  }, 60_000);
  afterAll(() => rmSync(built, { recursive: true, force: true }));

  it('is never written to a second time after a kill between sending and answer', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'slow-'));
    const workspace = await createWorkspace({ burst: null, ...readGrants() });
    const target = await startLocalTarget();
    const [port, database] = [await freePort(), join(folder, 'countersign.db')];
    writeFileSync(
      join(folder, 'charter.yml'),
      aKindCharter('can be read').replace('timeout: 1s', 'timeout: 15s'),
    );
    const bots = keepRunning(bot, {
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_APP_TOKEN: workspace.appToken,
      SLACK_API_URL: workspace.apiUrl,
      DATABASE_URL: `sqlite:${database}`,
      CHARTER: join(folder, 'charter.yml'),
      LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
      SUPPORT_AGENT_TOKEN: agentToken,
      LEDGER_URL: target.url,
      PORT: String(port),
    });
    const written: string[] = [];
    const status = new Map<string, string>();
    let isKilled = false;
    target.answer((call, response) => {
      const record = `${call.url}`;
      const act = (): void => {
        written.push(record);
        status.set(record, 'closed');
      };
      const answer = (): unknown => response.end(JSON.stringify({ status: status.get(record) ?? 'open' }));
      if (call.method === 'PATCH' && !isKilled) {
        isKilled = true;
        void pause(50).then(bots.kill);
        // It takes effect a moment after the next bot has looked at the record.
        acts = act;
        return;
      }
      if (call.method === 'PATCH') act();
      answer();
      if (call.method === 'GET' && bots.deaths() > 0) void pause(500).then(acts);
      if (call.method === 'GET' && bots.deaths() > 0) acts = () => {};
    });
    let acts = (): void => {};
    const crowd = aCrowd({ workspace, url: `http://127.0.0.1:${port}`, database, random: () => 0.9 });
    try {
      while (!isKilled) await pause(20);
      await crowd.finish();
    } finally {
      await bots.stop();
      await workspace.close();
      await target.close();
    }
    expect(bots.deaths()).toBe(1);
    expect(written).toHaveLength(2 * crowd.taken.size);
    expect(new Set(written).size).toBe(written.length);
  }, 120_000);
});
