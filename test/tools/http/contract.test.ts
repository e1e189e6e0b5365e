import { systemClock } from '../../../src/adapters/system/clock.js';
import { createHttpConnector } from '../../../src/tools/http/connector.js';
import { describeConnector, type Subject } from '../../contract/connector.suite.js';
import { toolOf } from '../../support/targets/a-tool.js';
import { type Call, startLocalTarget } from '../local-target.js';

const tool = toolOf(`
crm.update_deal:
  describes: Move the deal
  connector: http
  base_url_env: CRM_URL
  credentials_env: CRM_TOKEN
  hosts: [127.0.0.1]
  timeout: 1s
  arguments: { id: string, stage: string }
  read: { method: GET, path: "/deals/{id}" }
  write: { method: PATCH, path: "/deals/{id}", body: { stage: $stage } }
  prior_values: [stage]
  idempotent_by_key: 1d
  risk: reversible
`);
const secrets = ['crm-secret-token'];

const start = async (): Promise<Subject> => {
  const target = await startLocalTarget();
  const record = { stage: 'open' };
  const answers = new Map<string, string>();
  let effects = 0;
  const write = (key: string, body: Record<string, string>): string => {
    effects += 1;
    Object.assign(record, body);
    answers.set(key, JSON.stringify(record));
    return JSON.stringify(record);
  };
  const answerTo = ({ method, url, headers, body }: Call): [number, string] => {
    if (url !== '/deals/D-1') return [404, `{"detail":"nothing here for ${headers.authorization}"}`];
    if (method === 'GET') return [200, JSON.stringify(record)];
    if ((body as { stage: string }).stage === 'never') return [422, '{"detail":"never"}'];
    const key = String(headers['idempotency-key']);
    return [200, answers.get(key) ?? write(key, body as Record<string, string>)];
  };
  target.answer((call, response) => {
    const [status, text] = answerTo(call);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  });
  const environment: Record<string, string> = { CRM_URL: target.url, CRM_TOKEN: 'crm-secret-token' };
  return {
    connector: createHttpConnector({ clock: systemClock, secrets: (name) => environment[name] }),
    tool,
    given: { id: 'D-1', stage: 'won' },
    wrong: { id: 'D-1', stage: 'never' },
    missing: { id: 'D-2', stage: 'won' },
    secrets,
    effects: () => effects,
    trouble: (kind) => {
      if (kind === 'down') return target.close();
      if (kind === 'slow') target.answer(() => {});
      if (kind === 'huge') record.stage = 'x'.repeat(2_000_000);
    },
    close: target.close,
  };
};

describeConnector('HTTP', { reads: true, compares: false, honoursKeys: true, slowWrite: 'unknown' }, start);
