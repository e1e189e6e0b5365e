import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startApp } from '../src/app.js';
import { readConfig } from '../src/config.js';
import { createCompany } from './company/company.js';
import { startControl } from './control/control.js';
import { readGrants } from './manifest.js';
import { createMovingClock } from './moving-clock.js';
import { createWorkspace } from './workspace/workspace.js';

const folder = 'data/playground';
const page = 'dist/page';
const tokens = {
  SUPPORT_AGENT_TOKEN: 'demo-support-agent',
  OPS_AGENT_TOKEN: 'demo-ops-agent',
  COMPANY_TOKEN: 'demo-company',
};

/** The same bot against a local workspace and a demo company: nothing leaves this machine. */
export const startPlayground = async (environment: Readonly<Record<string, string | undefined>>) => {
  mkdirSync(folder, { recursive: true });
  // A fresh demo each time: the workspace lives in memory, so nothing of an earlier one would fit.
  const started = Date.now();
  const workspace = await createWorkspace({ burst: 20, ...readGrants() });
  const company = await createCompany({
    file: join(folder, `company-${started}.db`),
    token: tokens.COMPANY_TOKEN,
  });
  const settings = {
    LOG_LEVEL: 'warn',
    ...environment,
    ...tokens,
    DATABASE_URL: `sqlite:${join(folder, `countersign-${started}.db`)}`,
    COMPANY_URL: company.url,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
  };
  const config = readConfig(settings);
  if (!config.slack) throw new Error('The playground has no workspace.');
  const port = config.port === 0 ? 0 : config.port + 1;
  const clock = createMovingClock();
  const app = await startApp({
    config: { ...config, port, slack: config.slack },
    environment: settings,
    around: clock.around,
  });
  const api = { url: app.url, supportToken: tokens.SUPPORT_AGENT_TOKEN, opsToken: tokens.OPS_AGENT_TOKEN };
  const control = await startControl({
    workspace,
    company,
    api,
    time: { ...clock, lookNow: app.lookNow },
    host: config.host,
    port: config.port,
    page,
  });
  return {
    url: control.url,
    apiUrl: app.url,
    stop: async (): Promise<void> => {
      await app.stop();
      await control.close();
      await workspace.close();
      await company.close();
    },
  };
};

export const main = async (): Promise<void> => {
  try {
    const { url, apiUrl } = await startPlayground(process.env);
    console.log(`Open ${url} and approve your first handoff.`);
    console.log(`Its API is at ${apiUrl}; the demo agent’s token is ${tokens.SUPPORT_AGENT_TOKEN}.`);
  } catch (fault) {
    const words = fault instanceof Error ? fault.message : String(fault);
    if (!words.startsWith('Port ')) throw fault;
    console.error(words);
    process.exit(1);
  }
};
