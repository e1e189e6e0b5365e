import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Company, createCompany } from '../../../playground/company/company.js';
import { readGrants } from '../../../playground/manifest.js';
import {
  createWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../../playground/workspace/workspace.js';
import { type RunningApp, startApp } from '../../../src/app.js';
import { readConfig } from '../../../src/config.js';
import type { AppOptions } from '../../../src/wiring/open-ports.js';

/** A workspace, a company and the bot between them, all over real sockets. */
export interface Town {
  readonly workspace: Workspace;
  readonly company: Company;
  readonly folder: string;
  readonly app: RunningApp;
  api(
    path: string,
    init?: { body?: unknown; headers?: Record<string, string>; token?: string },
  ): Promise<{ status: number; body: Answered }>;
  close(): Promise<void>;
}

/** An answer of the API, looked into freely by tests. */
// biome-ignore lint/suspicious/noExplicitAny: what is in it is what the tests check.
type Answered = any;

export interface TownOptions {
  readonly delivery?: 'socket' | 'http';
  readonly workspace?: WorkspaceOptions;
  readonly charter?: string;
  readonly around?: AppOptions['around'];
}

export const agentToken = 'support-agent-token';

/** What the bot's environment says. */
export const townEnvironment = (
  { workspace, company, folder }: Pick<Town, 'workspace' | 'company' | 'folder'>,
  delivery: 'socket' | 'http',
): Record<string, string> => ({
  SLACK_BOT_TOKEN: workspace.botToken,
  ...(delivery === 'http'
    ? { SLACK_SIGNING_SECRET: workspace.signingSecret }
    : { SLACK_APP_TOKEN: workspace.appToken }),
  SLACK_API_URL: workspace.apiUrl,
  DATABASE_URL: `sqlite:${join(folder, 'countersign.db')}`,
  PORT: '0',
  LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
  SUPPORT_AGENT_TOKEN: agentToken,
  OPS_AGENT_TOKEN: 'ops-agent-token',
  COMPANY_URL: company.url,
  COMPANY_TOKEN: 'company-token',
});

export const aTown = async (options: TownOptions = {}): Promise<Town> => {
  const delivery = options.delivery ?? 'socket';
  const folder = mkdtempSync(join(tmpdir(), 'town-'));
  const workspace = await createWorkspace({ delivery, burst: 3, ...readGrants(), ...options.workspace });
  const company = await createCompany({ file: join(folder, 'company.db'), token: 'company-token' });
  const environment = townEnvironment({ workspace, company, folder }, delivery);
  if (options.charter) environment.CHARTER = options.charter;
  const config = readConfig(environment);
  if (!config.slack) throw new Error('The town has no Slack.');
  const app = await startApp({
    config: { ...config, slack: config.slack },
    environment,
    ...(options.around ? { around: options.around } : {}),
  });
  workspace.setRequestUrl(`${app.url}/slack/events`);
  return {
    workspace,
    company,
    folder,
    app,
    api: async (path, { body, headers, token = agentToken } = {}) => {
      const answer = await fetch(`${app.url}${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: answer.status, body: await answer.json() };
    },
    close: async () => {
      await app.stop();
      await workspace.close();
      await company.close();
    },
  };
};

/** The example that agents are told to send, as it stands in the document. */
export const inquiry = `{
  "task": "respond_to_client_inquiry",
  "client": "Acme Corp",
  "summary": "Client asked about custom pricing for 50+ seats",
  "draft_response": "...",
  "confidence": 0.72,
  "flags": ["non-standard request", "high-value account"],
  "recommended_action": "send_with_modifications",
  "options": ["approve", "edit", "reject", "escalate_to_sales"]
}`;
