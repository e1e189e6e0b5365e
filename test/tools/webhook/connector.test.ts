import { Webhook } from 'standardwebhooks';
import { systemClock } from '../../../src/adapters/system/clock.js';
import { createWebhookConnector } from '../../../src/tools/webhook/connector.js';
import { describeConnector, type Subject } from '../../contract/connector.suite.js';
import { toolOf } from '../../support/targets/a-tool.js';
import { type Call, startLocalTarget } from '../local-target.js';

const secret = `whsec_${Buffer.from('a webhook secret of 32 bytes ...').toString('base64')}`;
const tool = toolOf(`
flow.start:
  describes: Start the flow
  connector: webhook
  url_env: HOOK_URL
  secret_env: HOOK_SECRET
  hosts: [127.0.0.1]
  timeout: 1s
  event: deal.won
  arguments: { deal: string }
  payload: { deal: $deal, by: countersign }
  idempotent_by_key: 1d
  risk: irreversible
`);

/** A receiver that believes only what is signed, and does nothing twice. */
const start = async () => {
  const target = await startLocalTarget();
  const done = new Map<string, unknown>();
  const environment: Record<string, string> = {
    HOOK_URL: `${target.url}/hidden-path-77`,
    HOOK_SECRET: secret,
  };
  const statusFor = ({ headers, body }: Call): number => {
    try {
      new Webhook(secret).verify(JSON.stringify(body), headers as Record<string, string>);
    } catch {
      return 401;
    }
    const { data } = body as { data: { deal: string } };
    if (data.deal === 'never') return 422;
    done.set(String(headers['webhook-id']), body);
    return 200;
  };
  target.answer((call, response) => response.writeHead(statusFor(call)).end(`{"message":"${call.url}"}`));
  const connector = createWebhookConnector({ clock: systemClock, secrets: (name) => environment[name] });
  return { target, done, environment, connector };
};

describeConnector(
  'a webhook',
  { reads: false, compares: false, honoursKeys: true, slowWrite: 'unknown' },
  async (): Promise<Subject> => {
    const { target, done, connector } = await start();
    return {
      connector,
      tool,
      given: { deal: 'D-1' },
      wrong: { deal: 'never' },
      secrets: [secret, 'hidden-path-77'],
      effects: () => done.size,
      trouble: (kind) => (kind === 'down' ? target.close() : target.answer(() => {})),
      close: target.close,
    };
  },
);

describe('a webhook', () => {
  it('carries its event, its key and what was declared', async () => {
    const { target, done, connector } = await start();
    await connector.write({ tool, arguments: { deal: 'D-1' }, key: 'key-1', prior: null });
    await target.close();
    expect(done.get('key-1')).toMatchObject({ type: 'deal.won', data: { deal: 'D-1', by: 'countersign' } });
  });

  it('is not sent without a proper secret', async () => {
    const { target, environment, connector } = await start();
    environment.HOOK_SECRET = 'too-short';
    const result = await connector.write({ tool, arguments: { deal: 'D-1' }, key: 'k', prior: null });
    await target.close();
    expect([result.outcome, target.calls]).toEqual(['refused', []]);
  });
});
