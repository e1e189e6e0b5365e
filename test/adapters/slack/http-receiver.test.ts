import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Logger, LogLevel } from '@slack/bolt';
import { createHttpReceiver } from '../../../src/adapters/slack/http-receiver.js';

const signingSecret = 'not-a-secret';
const quiet = (): void => undefined;
const logger: Logger = {
  ...{ debug: quiet, info: quiet, warn: quiet, error: quiet, setLevel: quiet, setName: quiet },
  getLevel: () => LogLevel.ERROR,
};
const receiver = createHttpReceiver({ signingSecret, logger });
const server = createServer((request, response) => void receiver.answer(request, response));
const body = JSON.stringify({ type: 'url_verification', challenge: 'c' });

/** Signed as https://docs.slack.dev/authentication/verifying-requests-from-slack says. */
const sent = async (secondsFromNow: number, secret = signingSecret): Promise<number> => {
  const at = Math.floor(Date.now() / 1_000) + secondsFromNow;
  const mac = createHmac('sha256', secret).update(`v0:${at}:${body}`).digest('hex');
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${mac}`,
    },
    body,
  });
  return answer.status;
};

beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('the time of a signature', () => {
  it.each([
    ['just now', 0, 200],
    ['four minutes ago', -240, 200],
    ['ten minutes ago', -600, 401],
    ['ten minutes ahead', 600, 401],
  ])('is %s', async (_when, seconds, status) => {
    expect(await sent(seconds)).toBe(status);
  });

  it('counts for nothing without the right secret', async () => {
    expect(await sent(0, 'another')).toBe(401);
  });
});
