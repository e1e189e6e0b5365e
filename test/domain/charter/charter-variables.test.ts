import { variablesOf } from '../../../src/domain/charter/charter-variables.js';
import type { PagingRoute } from '../../../src/domain/charter/paging.js';
import { aCharter } from '../../support/a-charter.js';

const webhook = { urlEnv: 'PAGER_URL', secretEnv: 'PAGER_SECRET', hosts: [] };
const email = { smtpUrlEnv: 'SMTP_URL', from: 'bot@example.com', to: 'night@example.com' };
const named = (charter = aCharter()) => variablesOf(charter).map(({ name }) => name);
function pagedBy(route: PagingRoute, roles: Record<string, PagingRoute> = {}): string[] {
  return named(aCharter({ agents: {}, tools: {}, paging: { default: route, roles } }));
}

describe('the variables that a charter needs', () => {
  it('are tokens of agents and what tools need, each once, with what it is for', () => {
    expect(variablesOf(aCharter())).toEqual([
      { name: 'SUPPORT_AGENT_TOKEN', holds: 'the token of the agent “support-agent”' },
      { name: 'COMPANY_URL', holds: 'the address of the tool “mail.send”' },
      { name: 'COMPANY_TOKEN', holds: 'the credentials of the tool “mail.send”' },
    ]);
  });

  it('are the ways outside Slack as well, of everybody and of single roles', () => {
    expect(pagedBy({ webhook, email: null })).toEqual(['PAGER_URL', 'PAGER_SECRET']);
    const roles = { head_of_support: { webhook: { ...webhook, urlEnv: 'HEAD_URL' }, email: null } };
    expect(pagedBy({ webhook: null, email }, roles)).toEqual(['SMTP_URL', 'HEAD_URL', 'PAGER_SECRET']);
  });
});
