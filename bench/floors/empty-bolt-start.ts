import { App } from '@slack/bolt';

/** An app that does nothing, started the usual way. */
const app = new App({
  token: 'xoxb-bench',
  signingSecret: 'bench',
  tokenVerificationEnabled: false,
  customRoutes: [{ path: '/healthz', method: ['GET'], handler: (_request, response) => response.end('ok') }],
});
app.action('handoff.approve', async ({ ack }) => ack());
await app.start(Number(process.env.PORT));
