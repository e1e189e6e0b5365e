import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startApp } from '../src/app.js';
import { readConfig } from '../src/config.js';
import { isOfTheSetUp } from '../src/main.js';
import { type Company, createCompany } from './company/company.js';
import { startControl } from './control/control.js';
import { readGrants } from './manifest.js';
import { createMovingClock } from './moving-clock.js';
import { createWorkspace, type Workspace } from './workspace/workspace.js';

const folder = 'data/playground';
const page = 'dist/page';
const tokens = {
  SUPPORT_AGENT_TOKEN: 'demo-support-agent',
  OPS_AGENT_TOKEN: 'demo-ops-agent',
  COMPANY_TOKEN: 'demo-company',
};

export interface Playground {
  readonly url: string;
  readonly apiUrl: string;
  stop(): Promise<void>;
}
type Environment = Readonly<Record<string, string | undefined>>;
type Stop = () => Promise<void>;

/** The same bot against a local workspace and a demo company: nothing leaves this machine. */
export async function startPlayground(environment: Environment): Promise<Playground> {
  const running: Stop[] = [];
  const stop = async (): Promise<void> => {
    for (const one of running.splice(0).reverse()) await one();
  };
  try {
    return { ...(await startParts(environment, running)), stop };
  } catch (fault) {
    // What has already begun would keep the process alive.
    await stop();
    throw fault;
  }
}

async function startParts(
  environment: Environment,
  running: Stop[],
): Promise<{ url: string; apiUrl: string }> {
  mkdirSync(folder, { recursive: true });
  // A fresh demo each time: the workspace lives in memory, so nothing of an earlier one would fit.
  const started = Date.now();
  const workspace = await createWorkspace({ burst: 20, ...readGrants() });
  running.push(workspace.close);
  const company = await createCompany({
    file: join(folder, `company-${started}.db`),
    token: tokens.COMPANY_TOKEN,
  });
  running.push(company.close);
  const settings = settingsFor({ environment, workspace, company, started });
  const { config, ports } = portsFor(settings);
  const clock = createMovingClock();
  const app = await startApp({
    config: { ...config, port: ports.api },
    environment: settings,
    around: clock.around,
  });
  running.push(app.stop);
  const control = await startControl({
    workspace,
    company,
    api: { url: app.url, supportToken: tokens.SUPPORT_AGENT_TOKEN, opsToken: tokens.OPS_AGENT_TOKEN },
    time: { ...clock, lookNow: app.lookNow },
    host: config.host,
    port: ports.page,
    page,
  });
  running.push(control.close);
  return { url: control.url, apiUrl: app.url };
}

function settingsFor({
  environment,
  workspace,
  company,
  started,
}: {
  readonly environment: Environment;
  readonly workspace: Workspace;
  readonly company: Company;
  readonly started: number;
}): Environment {
  return {
    LOG_LEVEL: 'warn',
    ...environment,
    ...tokens,
    DATABASE_URL: `sqlite:${join(folder, `countersign-${started}.db`)}`,
    COMPANY_URL: company.url,
    SLACK_BOT_TOKEN: workspace.botToken,
    SLACK_APP_TOKEN: workspace.appToken,
    SLACK_API_URL: workspace.apiUrl,
  };
}

const lastPort = 65_535;

/** The page takes PORT, and the bot's API the one after it. */
function portsFor(settings: Environment) {
  const config = readConfig(settings);
  if (!config.slack) throw new Error('The playground has no workspace.');
  if (config.port === lastPort)
    throw new Error(
      `Port ${lastPort} is the last one and the API needs the next: set PORT to a smaller one.`,
    );
  const api = config.port === 0 ? 0 : config.port + 1;
  return { config: { ...config, slack: config.slack }, ports: { page: config.port, api } };
}

/** Problems of the set-up are told in sentences and end the start. */
export async function main(environment: Environment): Promise<void> {
  try {
    const { url, apiUrl } = await startPlayground(environment);
    console.log(`Open ${url} and approve your first handoff.`);
    console.log(`Its API is at ${apiUrl}; the demo agent’s token is ${tokens.SUPPORT_AGENT_TOKEN}.`);
  } catch (fault) {
    if (!isOfTheSetUp(fault)) throw fault;
    console.error(fault.message);
    process.exit(1);
  }
}
