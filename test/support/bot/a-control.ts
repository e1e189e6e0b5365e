import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Company, createCompany } from '../../../playground/company/company.js';
import { startControl } from '../../../playground/control/control.js';
import { createMovingClock } from '../../../playground/moving-clock.js';
import {
  createWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from '../../../playground/workspace/workspace.js';

/** What tests look into freely. */
// biome-ignore lint/suspicious/noExplicitAny: what is in it is what the tests check.
type Answered = any;

/** A workspace and its control API over real HTTP, with no bot. */
export interface Control {
  readonly url: string;
  readonly workspace: Workspace;
  get(path: string): Promise<{ status: number; body: Answered }>;
  post(path: string, body: unknown): Promise<{ status: number; body: Answered }>;
  close(): Promise<void>;
}

export const aControl = async (options: WorkspaceOptions = {}): Promise<Control> => {
  const workspace = await createWorkspace(options);
  const file = join(mkdtempSync(join(tmpdir(), 'control-')), 'company.db');
  const company: Company = await createCompany({ file, token: 't' });
  const control = await startControl({
    workspace,
    company,
    api: { url: 'http://127.0.0.1:1', supportToken: '', opsToken: '' },
    time: { ...createMovingClock(), lookNow: () => Promise.resolve() },
    host: '127.0.0.1',
    port: 0,
    page: 'dist/page',
  });
  const call = async (path: string, init: RequestInit) => {
    const answer = await fetch(`${control.url}${path}`, init);
    return { status: answer.status, body: await answer.json() };
  };
  return {
    url: control.url,
    workspace,
    get: (path) => call(path, {}),
    post: (path, body) => call(path, { method: 'POST', body: JSON.stringify(body) }),
    close: async () => {
      await control.close();
      await workspace.close();
      await company.close();
    },
  };
};
