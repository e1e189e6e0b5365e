import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startApp } from '../src/app.js';
import { readConfig } from '../src/config.js';
import { createCompany } from './company/company.js';
import { createWorkspace } from './workspace/workspace.js';

const folder = 'data/playground';
const tokens = {
  SUPPORT_AGENT_TOKEN: 'demo-support-agent',
  OPS_AGENT_TOKEN: 'demo-ops-agent',
  COMPANY_TOKEN: 'demo-company',
};

/** The same bot against a local workspace and a demo company: nothing leaves this machine. */
export const startPlayground = async (environment: Readonly<Record<string, string | undefined>>) => {
  mkdirSync(folder, { recursive: true });
  const workspace = await createWorkspace({ burst: 20 });
  const company = await createCompany({ file: join(folder, 'company.db'), token: tokens.COMPANY_TOKEN });
  const settings = {
    DATABASE_URL: `sqlite:${join(folder, 'countersign.db')}`,
    LOG_LEVEL: 'warn',
    ...environment,
    ...tokens,
    COMPANY_URL: company.url,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
  };
  const config = readConfig(settings);
  if (!config.slack) throw new Error('The playground has no workspace.');
  const app = await startApp({ config: { ...config, slack: config.slack }, environment: settings });
  return { workspace, company, app };
};

export const main = async (): Promise<void> => {
  const { app } = await startPlayground(process.env);
  console.log(
    `The playground is ready. Its API is at ${app.url}; the demo agent’s token is ${tokens.SUPPORT_AGENT_TOKEN}.`,
  );
};
