import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { JsonObject } from '../../../src/domain/json.js';
import { createEmailConnector } from '../../../src/tools/email/connector.js';
import { describeConnector, type Subject } from '../../contract/connector.suite.js';
import { toolOf } from '../../support/targets/a-tool.js';

const declared = (more = '') => `
mail.send:
  describes: Send a mail
  connector: email
  smtp_url_env: SMTP_URL
  from: Northwind <support@northwind.example>
  timeout: 1s
  arguments: { to: string, subject: string, body: text }
  message: { to: $to, subject: $subject, body: $body }
  risk: irreversible
  ${more}
`;
const tool = toolOf(declared());
const password = 'smtp-secret-4711';
const given = { to: 'client@example.com', subject: 'Grüße', body: 'Dear client,\n\nthank you.' };

const no = (responseCode: number, said: string) => Object.assign(new Error(said), { responseCode });

const start = async () => {
  const received: { to: string[]; text: string }[] = [];
  let isSlow = false;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) =>
      auth.password === password ? done(null, { user: auth.username }) : done(no(535, `no ${auth.password}`)),
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('nobody')
        ? done(no(550, 'No such person'))
        : address.startsWith('later')
          ? done(no(450, '4.2.0 Greylisted, please try again in 300 seconds'))
          : done(),
    onData: (stream, { envelope }, done) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on('end', () => {
        if (isSlow) return;
        received.push({ to: envelope.rcptTo.map(({ address }) => address), text });
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const environment: Record<string, string> = { SMTP_URL: `smtp://bot:${password}@127.0.0.1:${port}` };
  return {
    received,
    environment,
    connector: createEmailConnector({ secrets: (name) => environment[name] }),
    slow: () => {
      isSlow = true;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};

describeConnector(
  'mail',
  { reads: false, compares: false, honoursKeys: false, slowWrite: 'unknown' },
  async (): Promise<Subject> => {
    const { received, connector, slow, stop } = await start();
    return {
      connector,
      tool,
      given,
      wrong: { ...given, to: 'nobody@example.com' },
      secrets: [password],
      effects: () => received.length,
      trouble: (kind) => (kind === 'down' ? stop() : slow()),
      close: stop,
    };
  },
);

describe('a mail', () => {
  let target: Awaited<ReturnType<typeof start>>;
  beforeEach(async () => {
    target = await start();
  });
  afterEach(() => target.stop());
  const send = (args: JsonObject, key = 'key-1') =>
    target.connector.write({ tool, arguments: args, key, prior: null });

  it('goes to one person, with an id that follows from the key', async () => {
    const first = await send(given);
    expect(await send(given)).toEqual(first);
    expect(await send(given, 'key-2')).not.toEqual(first);
    expect(first).toMatchObject({
      outcome: 'done',
      result: { id: expect.stringMatching(/^<[0-9a-f]{32}@northwind\.example>$/) },
    });
    expect(target.received[0]?.to).toEqual(['client@example.com']);
    expect(target.received[0]?.text).toContain('From: Northwind <support@northwind.example>');
    expect(target.received[0]?.text).toContain('Subject: =?UTF-8?');
  });

  it.each([
    ['a second header', { ...given, subject: 'Hello\r\nBcc: other@example.com' }],
    ['a second person', { ...given, to: 'client@example.com, other@example.com' }],
    ['a name beside the address', { ...given, to: 'Other <other@example.com>' }],
    ['a header in the address', { ...given, to: 'client@example.com\nBcc: other@example.com' }],
    ['no subject', { ...given, subject: ' ' }],
    ['nobody', { subject: 'x', body: 'x' }],
  ])('with %s is not sent', async (_what, args) => {
    expect(await send(args)).toMatchObject({ outcome: 'refused' });
    expect(target.received).toEqual([]);
  });

  it('is put off for as long as the server asks', async () => {
    expect(await send({ ...given, to: 'later@example.com' })).toMatchObject({
      outcome: 'busy',
      retryAfterMs: 300_000,
      detail: expect.stringContaining('Greylisted'),
    });
    expect(target.received).toEqual([]);
  });

  it('is not sent with credentials that the server does not take', async () => {
    target.environment.SMTP_URL = target.environment.SMTP_URL!.replace(password, 'wrong-secret');
    const result = await send(given);
    expect(result.outcome).toBe('refused');
    expect(JSON.stringify(result)).not.toContain('wrong-secret');
  });

  it.each([
    ['undo: { tool: mail.send, arguments: {} }', 'takes nothing back'],
    ['idempotent_by_key: 1h', 'remembers nothing'],
    ['prior_vales: [x]', 'There is no key “prior_vales” here.'],
  ])('cannot say %s', (more, sentence) => {
    expect(() => toolOf(declared(more))).toThrow(sentence);
  });
});
