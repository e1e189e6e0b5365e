import type { Tool } from '../../domain/charter/charter.js';
import type { EmailPager, WebhookPager } from '../../domain/charter/paging.js';
import type { Target } from '../../domain/charter/target.js';
import type { JsonObject } from '../../domain/json.js';
import type { Connector, WriteResult } from '../../ports/connector.js';
import type { Page, Pager } from '../../ports/pager.js';
import type { EmailTarget } from '../../tools/email/declaration.js';
import type { WebhookTarget } from '../../tools/webhook/declaration.js';

/** Long enough for a slow mail server; the next try comes by itself. */
const answerWithinMs = 15_000;

/** Pages through the connectors that carry out webhook and e-mail tools, with all that guards them. */
export function createPager(by: { readonly webhook: Connector; readonly email: Connector }): Pager {
  return {
    page: async (page) => {
      const route = page.route[page.way];
      if (!route) return noWay(page);
      const target = 'urlEnv' in route ? webhookTo(route) : emailTo(route);
      return by[page.way].write({
        tool: toolFor(target),
        arguments: factsOf(page),
        key: page.key,
        prior: null,
      });
    },
  };
}

function noWay({ role, way }: Page): WriteResult {
  return {
    outcome: 'refused',
    detail: `The charter has no ${way} for “${role}”.`,
  };
}

function webhookTo({ urlEnv, secretEnv, hosts }: WebhookPager): WebhookTarget {
  return {
    kind: 'webhook',
    urlEnv,
    secretEnv,
    hosts,
    event: 'handoff.page',
    payload: Object.fromEntries(factNames.map((name) => [name, `$${name}`])),
  };
}

function emailTo({ smtpUrlEnv, from, to }: EmailPager): EmailTarget {
  return {
    kind: 'email',
    smtpUrlEnv,
    from,
    message: { to, subject: '$subject', body: '$body' },
  };
}

const factNames = ['handoff', 'task_type', 'role', 'person', 'opened_at', 'due_at'] as const;

function factsOf(page: Page): JsonObject {
  return {
    subject: `Nobody has decided: ${page.taskType}`,
    body: [
      `${page.handoff} (${page.taskType}) waits for ${page.role.replaceAll('_', ' ')} since ${page.openedAt.toISOString()}.`,
      ...(page.dueAt ? [`The time to decide ends, or ended, at ${page.dueAt.toISOString()}.`] : []),
      'Please open it in Slack.',
    ].join('\n'),
    handoff: page.handoff,
    task_type: page.taskType,
    role: page.role,
    person: page.person ?? '',
    opened_at: page.openedAt.toISOString(),
    due_at: page.dueAt?.toISOString() ?? '',
  };
}

function toolFor(target: Target): Tool {
  return {
    name: 'page',
    describes: 'Reach somebody outside Slack',
    hash: '',
    arguments: {},
    risk: 'irreversible',
    customerFacing: false,
    sensitive: false,
    priorValues: [],
    idempotentByKeyMs: null,
    timeoutMs: answerWithinMs,
    reads: false,
    writes: {},
    addressedBy: [],
    target,
    variables: [],
  };
}
