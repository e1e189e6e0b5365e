import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createWorkspace, type Workspace } from '../../playground/workspace/workspace.js';
import { bundleBot } from '../support/bot/a-bot-process.js';
import { type Heard, type Knock, knock, sendRaw } from '../support/bot/a-stranger.js';

/** Whoever reaches the port knocks in every way there is; the bot answers or hangs up, and goes on. */
const built = mkdtempSync('node_modules/.strangers-');
let file = '';
beforeAll(async () => {
  file = await bundleBot('test/support/bot/main-bot.ts', built);
});
afterAll(() => rmSync(built, { recursive: true, force: true }));

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE'];
const known: Readonly<Record<string, string>> = {
  '/healthz': 'GET, HEAD',
  '/readyz': 'GET, HEAD',
  '/metrics': 'GET, HEAD',
  '/slack/events': 'POST',
  '/v1/handoffs': 'GET, HEAD, POST',
  '/v1/handoffs/h_1': 'GET, HEAD',
  '/v1/handoffs/h_1/events': 'GET, HEAD',
  '/v1/handoffs/h_1/wait': 'GET, HEAD',
  '/v1/handoffs/h_1/cancel': 'POST',
  '/v1/handoffs/h_1/rollback': 'POST',
  '/v1/handoffs/h_1/information': 'POST',
};
const unknown = [
  '/',
  '//',
  '///slack/events',
  '/slack',
  '/slack/',
  '/slack/x',
  '/slack/install',
  '/slack/events/deeper',
  '/slack/..%2f..%2fetc',
  '/%',
  '/%E0%A4%A',
  '/slack/%',
  '/v1/%',
  '/v1/handoffs/%00',
  '/v1/handoffs/%ff/wait',
  '/__proto__',
  '/v1/constructor',
  `/${'a'.repeat(4_000)}`,
  'http://elsewhere.example/slack/x',
  'http://127.0.0.1/slack/events?x=1',
  'http://[',
  'ftp://x/y',
  '*',
  'slack/events',
];
const headers: readonly Record<string, string>[] = [
  {},
  { 'content-type': 'application/json' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'application/json; charset=utf-7', 'content-encoding': 'br' },
  { 'x-slack-signature': 'v0=00', 'x-slack-request-timestamp': '99999999999' },
  { 'x-slack-signature': 'nonsense', 'x-slack-request-timestamp': 'NaN' },
  { 'x-slack-signature': '=', 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1_000)) },
  { authorization: 'Bearer x', 'idempotency-key': 'x'.repeat(300) },
  { upgrade: 'websocket', connection: 'Upgrade', 'sec-websocket-key': 'x' },
  { upgrade: 'h2c', connection: 'Upgrade, HTTP2-Settings', 'http2-settings': 'AAA' },
  { expect: '100-continue' },
  { expect: 'the-impossible' },
  { host: 'a b', cookie: '\u00ff'.repeat(200) },
  { 'x-slack-retry-num': 'many', 'x-slack-retry-reason': 'http_timeout' },
];
const bodies: readonly (string | Buffer | undefined)[] = [
  undefined,
  '',
  'null',
  '[]',
  '{"type":"url_verification","challenge":"x"}',
  'ssl_check=1',
  'payload=%7B',
  'payload=null',
  Buffer.from([0xff, 0x00, 0xc3]),
  'x'.repeat(70_000),
];

const at = <T>(list: readonly T[], place: number): T => list[place % list.length]!;
/** Every method at every address, and each time the next headers and the next body. */
const knocks: readonly Knock[] = methods.flatMap((method, first) =>
  [...Object.keys(known), ...unknown].flatMap((path, second) =>
    [0, 5].map((third): Knock => {
      const turn = first * 7 + second + third;
      const body = at(bodies, turn * 3 + third);
      const ofBody = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      return { method, path, headers: { ...at(headers, turn), ...ofBody }, ...(body ? { body } : {}) };
    }),
  ),
);

const rawKnocks: readonly string[] = [
  '\r\n\r\n',
  'nonsense\r\n\r\n',
  'GET / HTTP/9.9\r\n\r\n',
  'FOO / HTTP/1.1\r\nhost: x\r\n\r\n',
  'CONNECT example.com:443 HTTP/1.1\r\nhost: x\r\n\r\n',
  'CONNECT /slack/events HTTP/1.1\r\nhost: x\r\n\r\nand more',
  'GET /slack/x HTTP/1.0\r\n\r\n',
  'GET  HTTP/1.1\r\nhost: x\r\n\r\n',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n',
  'POST /slack/events HTTP/1.1\r\nx: \u0000\r\n\r\n',
  `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
  `GET /${'y'.repeat(40_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000',
  'GET /healthz HTTP/1.1\r\nhost: x\r\n\r\nGET /slack/x HTTP/1.1\r\nhost: x\r\n\r\n',
];
/** Begun, and the other side is gone before the end. */
const broken: readonly string[] = [
  'GET',
  'POST /slack/events HTTP/1.1\r\n',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{"a"',
  'POST /slack/events HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 500\r\n\r\n',
  'POST /v1/handoffs HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{',
  'POST /v1/handoffs HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{',
  'CONNECT example.com:443 HTTP/1.1\r\nhost: x\r\n\r\n',
  'GET /metrics HTTP/1.1\r\nhost: x\r\n\r\n',
];

interface Bot {
  readonly url: string;
  readonly child: ChildProcess;
  readonly ended: Promise<number | string | null>;
}

const aBot = async (workspace: Workspace, secrets: Record<string, string>): Promise<Bot> => {
  const child = fork(file, {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
      PORT: '0',
      DATABASE_URL: `sqlite:${join(mkdtempSync(join(built, 'bot-')), 'countersign.db')}`,
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_API_URL: workspace.apiUrl,
      SUPPORT_AGENT_TOKEN: 'a',
      OPS_AGENT_TOKEN: 'b',
      COMPANY_URL: 'http://127.0.0.1:9',
      COMPANY_TOKEN: 'c',
      ...secrets,
    },
  });
  const ended = new Promise<number | string | null>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  const started = new Promise<string>((resolve) => {
    child.once('message', (url) => resolve(String(url)));
  });
  const url = await Promise.race([
    started,
    ended.then((code) => Promise.reject(new Error(`Ended: ${code}.`))),
  ]);
  return { url, child, ended };
};

/** All at once would only show how many connections the machine takes. */
const knockAll = async (url: string, all: readonly Knock[]): Promise<[Knock, Heard | null][]> => {
  const heard: [Knock, Heard | null][] = [];
  const left = [...all];
  const knocking = Array.from({ length: 8 }, async () => {
    for (let one = left.pop(); one; one = left.pop()) heard.push([one, await knock(url, one)]);
  });
  await Promise.all(knocking);
  return heard;
};

describe.each(['http', 'socket'] as const)('whoever reaches the port over %s', (delivery) => {
  let workspace: Workspace;
  let bot: Bot;
  beforeAll(async () => {
    workspace = await createWorkspace({ delivery, burst: null });
    // At first Slack says nothing, so that the bot listens and is not ready.
    workspace.faults.plan(null, { kind: 'status', status: 503 }, 1_000_000);
    workspace.faults.plan('apps.connections.open', { kind: 'status', status: 503 }, 1_000_000);
    const { signingSecret, appToken } = workspace;
    bot = await aBot(
      workspace,
      delivery === 'http' ? { SLACK_SIGNING_SECRET: signingSecret } : { SLACK_APP_TOKEN: appToken },
    );
  });
  afterAll(async () => {
    bot.child.kill('SIGKILL');
    await workspace.close();
  });
  const isAlive = async (): Promise<void> => {
    expect([bot.child.exitCode, bot.child.signalCode]).toEqual([null, null]);
    expect(await knock(bot.url, { method: 'GET', path: '/healthz' })).toMatchObject({ status: 200 });
  };

  it('is answered before the bot is ready', async () => {
    await knockAll(bot.url, knocks.slice(0, 300));
    await isAlive();
    workspace.faults.clear();
  });

  it('gets a refusal for whatever is asked, and never a fault', async () => {
    const odd = (await knockAll(bot.url, knocks)).filter(([{ headers: sent = {}, body = '' }, heard]) =>
      heard
        ? ![200, 400, 401, 404, 405, 413, 415, 417, 503].includes(heard.status)
        : // Where the host makes no sense, or the answer is there before all was sent, the connection just ends.
          !sent.host && body.length < 10_000,
    );
    expect(odd).toEqual([]);
    await isAlive();
  });

  it('is told which methods an address takes, and that there is none at another', async () => {
    for (const [path, allow] of Object.entries(known)) {
      const heard = await knock(bot.url, { method: 'DELETE', path });
      if (delivery === 'socket' && path === '/slack/events') expect(heard).toMatchObject({ status: 404 });
      else
        expect([path, heard]).toEqual([
          path,
          { status: 405, allow, contentType: 'application/problem+json; charset=utf-8' },
        ]);
    }
    for (const path of ['/', '//', '/slack/x', '/v1/x', '/v1/constructor'])
      for (const method of ['GET', 'POST', 'DELETE'])
        expect([
          path,
          await knock(bot.url, { method, path, headers: { 'content-type': 'application/json' }, body: '{}' }),
        ]).toEqual([
          path,
          { status: 404, allow: undefined, contentType: 'application/problem+json; charset=utf-8' },
        ]);
  });

  it('may write what is no request at all, or go away in the middle of one', async () => {
    const heard = await Promise.all(rawKnocks.map((bytes) => sendRaw(bot.url, bytes)));
    expect(heard.filter((answer) => answer !== '' && !/^HTTP\/1\.1 (200|4\d\d) /.test(answer))).toEqual([]);
    expect(heard[4]).toMatch(/^HTTP\/1\.1 405 /);
    await Promise.all(broken.map((bytes) => sendRaw(bot.url, bytes, 'away')));
    await isAlive();
  });

  it('does not change how the bot stops, nor keeps it from stopping', async () => {
    const begun = broken.map((bytes) => sendRaw(bot.url, bytes, 'more'));
    const knocking = knockAll(bot.url, knocks.slice(0, 400));
    await knock(bot.url, { method: 'GET', path: '/healthz' });
    bot.child.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    await Promise.all([knocking, ...begun]);
  });
});
