import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, HTTPReceiver } from '@slack/bolt';
import { signingSecret } from '../click-body.js';

/** The floor: Bolt with the same receiver and a handler that only acknowledges. */
const receiver = new HTTPReceiver({ signingSecret, endpoints: '/slack/events' });
const app = new App({
  receiver,
  authorize: () => Promise.resolve({ botToken: 'xoxb-bench', botId: 'B0', botUserId: 'U0BOT' }),
  convoStore: false,
});
app.action('handoff.approve', async ({ ack }) => ack());
const server = createServer(receiver.requestListener).listen(0, '127.0.0.1', () => {
  process.send?.({ port: (server.address() as AddressInfo).port, readyMs: Math.round(performance.now()) });
});
