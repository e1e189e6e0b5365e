import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMcpConnector } from '../../../src/tools/mcp/connector.js';
import type { McpTarget } from '../../../src/tools/mcp/declaration.js';
import { describeConnector, type Subject } from '../../contract/connector.suite.js';
import { toolOf } from '../../support/targets/a-tool.js';

const program = 'test/support/targets/mcp-deals.mjs';
const token = 'mcp-secret-4711';
const declared = (reach: string, more = '') =>
  toolOf(`
crm.update_deal:
  describes: Move the deal
  connector: mcp
  ${reach}
  timeout: 4s
  arguments: { id: string, stage: string }
  read: { tool: get_deal, arguments: { id: $id } }
  write: { tool: update_deal, arguments: { id: $id, stage: $stage } }
  record: deal
  key_argument: request_id
  idempotent_by_key: 1d
  prior_values: [stage]
  risk: reversible
  ${more}
`);

interface State {
  deals: Record<string, { stage: string }>;
  done: string[];
  isSlow: boolean;
}

const start = () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-mcp-'));
  const file = join(folder, 'deals.json');
  const save = (state: State) => writeFileSync(file, JSON.stringify(state));
  const state = (): State => JSON.parse(readFileSync(file, 'utf8')) as State;
  save({ deals: { 'D-1': { stage: 'open' } }, done: [], isSlow: false });
  const environment: Record<string, string> = { DEALS_TOKEN: token };
  const connector = createMcpConnector({ secrets: (name) => environment[name] });
  return { folder, file, save, state, environment, connector };
};

const subjectOf = (
  { save, state, connector }: ReturnType<typeof start>,
  rest: Pick<Subject, 'tool' | 'close'> & { readonly down: () => void },
): Subject => ({
  connector,
  ...rest,
  given: { id: 'D-1', stage: 'won' },
  wrong: { id: 'D-1', stage: 'never' },
  missing: { id: 'D-2', stage: 'won' },
  secrets: [token],
  effects: () => state().done.length,
  trouble: (kind) => {
    if (kind === 'down') rest.down();
    if (kind === 'slow') save({ ...state(), isSlow: true });
    if (kind === 'huge') save({ ...state(), deals: { 'D-1': { stage: 'x'.repeat(20_000) } } });
  },
});
const claims = { reads: true, compares: false, honoursKeys: true, slowWrite: 'unknown' } as const;

describeConnector('MCP over stdio', claims, () => {
  const started = start();
  const command = JSON.stringify([process.execPath, program, started.file]);
  const tool = declared(`command: ${command}\n  env: [DEALS_TOKEN]`);
  return Promise.resolve(
    subjectOf(started, {
      tool,
      down: () => Object.assign(tool.target, { command: [join(started.folder, 'nothing')] }),
      close: () => rmSync(started.folder, { recursive: true }),
    }),
  );
});

describeConnector('MCP over HTTP', claims, async () => {
  const started = start();
  const server: ChildProcess = fork(program, [started.file, '0'], { execArgv: [], env: {} });
  const port = await new Promise((resolve) => server.once('message', resolve));
  started.environment.MCP_URL = `http://127.0.0.1:${port}/mcp`;
  return subjectOf(started, {
    tool: declared('url_env: MCP_URL\n  credentials_env: DEALS_TOKEN\n  hosts: [127.0.0.1]'),
    down: () => {
      started.environment.MCP_URL = 'http://127.0.0.1:9/mcp';
    },
    close: () => {
      server.kill();
      rmSync(started.folder, { recursive: true });
    },
  });
});

describe('an MCP server', () => {
  const over = (started: ReturnType<typeof start>, write: string, read = 'get_deal') => {
    const tool = declared(
      `command: ${JSON.stringify([process.execPath, program, started.file])}\n  env: [DEALS_TOKEN]`,
    );
    const target = {
      ...tool.target,
      write: { tool: write, arguments: { id: '$id' } },
      read: { tool: read, arguments: { id: '$id' } },
    };
    return { ...tool, target } as typeof tool;
  };
  const args = { id: 'D-1' };

  it('that says no while it works leaves a doubt, and shows no secret', async () => {
    const started = start();
    const call = { tool: over(started, 'fail'), arguments: args, key: 'k', prior: null };
    const result = await started.connector.write(call);
    expect(result).toMatchObject({ outcome: 'unknown', detail: expect.stringContaining('[removed]') });
    rmSync(started.folder, { recursive: true });
  });

  it('without the tool, or with one that writes where it should read, is refused', async () => {
    const started = start();
    const call = { tool: over(started, 'nothing'), arguments: args, key: 'k', prior: null };
    expect(await started.connector.write(call)).toMatchObject({ outcome: 'refused' });
    await expect(
      started.connector.read({ tool: over(started, 'fail', 'update_deal'), arguments: args }),
    ).rejects.toMatchObject({ kind: 'refused' });
    rmSync(started.folder, { recursive: true });
  });

  it.each([
    [true, 'done'],
    ['endless', 'busy'],
  ])('that lists its tools in pages (%s) is read to the end', async (isPaged, outcome) => {
    const started = start();
    const state = JSON.parse(readFileSync(started.file, 'utf8')) as object;
    writeFileSync(started.file, JSON.stringify({ ...state, isPaged }));
    const tool = over(started, outcome === 'done' ? 'update_deal' : 'late_tool');
    const write = {
      tool: (tool.target as McpTarget).write.tool,
      arguments: { id: '$id', stage: '$stage', request_id: 'k' },
    };
    const result = await started.connector.write({
      tool: { ...tool, target: { ...tool.target, write } as never },
      arguments: { id: 'D-1', stage: 'won' },
      key: 'k',
      prior: null,
    });
    expect(result).toMatchObject({ outcome });
    rmSync(started.folder, { recursive: true });
  });

  it('inside a private network is not asked unless the charter names it', async () => {
    const started = start();
    started.environment.MCP_URL = 'http://127.0.0.1:9/mcp';
    const call = { tool: declared('url_env: MCP_URL'), arguments: args, key: 'k', prior: null };
    expect(await started.connector.write(call)).toMatchObject({
      outcome: 'refused',
      detail: expect.stringContaining('private network'),
    });
    rmSync(started.folder, { recursive: true });
  });

  it.each([
    ['timeout: 5s', '', 'give one of them'],
    ['command: [x]\n  hosts: [x]', '', 'has no hosts'],
    ['command: [x]', 'sets: { stage: $stag }', 'There is no argument “stag”.'],
  ])('is refused in the charter with %s %s', (reach, more, sentence) => {
    expect(() => declared(reach.startsWith('timeout') ? 'customer_facing: false' : reach, more)).toThrow(
      sentence,
    );
  });
});
