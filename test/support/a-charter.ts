import type { Charter, Role, Rule, TaskType, Tool } from '../../src/domain/charter/charter.js';
import { personId } from '../../src/domain/ids.js';
import type { JsonObject } from '../../src/domain/json.js';
import type { HttpTarget } from '../../src/tools/http/target.js';

const hour = 3_600_000;

/** The account of the CRM, over HTTP. */
export const aHttpTarget = (change: Partial<HttpTarget> = {}): HttpTarget => ({
  kind: 'http',
  baseUrlEnv: 'COMPANY_URL',
  auth: { kind: 'bearer', tokenEnv: 'COMPANY_TOKEN' },
  hosts: ['127.0.0.1'],
  headers: {},
  encoding: 'json',
  recordAt: null,
  etag: false,
  read: { method: 'GET', path: '/crm/accounts/{id}', body: null },
  write: { method: 'PATCH', path: '/crm/accounts/{id}', body: { status: '$status' } },
  ...change,
});

/** A tool that changes a record and can put it back. */
export const aTool = (change: Partial<Tool> = {}): Tool => ({
  name: 'crm.update_account',
  describes: 'Update the account in the CRM',
  hash: 'tool-hash',
  arguments: {
    id: { kind: 'string' },
    status: { kind: 'string' },
    amount: { kind: 'money', optional: true },
  },
  risk: 'reversible',
  customerFacing: false,
  sensitive: false,
  priorValues: ['status'],
  idempotentByKeyMs: 24 * hour,
  timeoutMs: 1_000,
  reads: true,
  writes: { status: '$status' },
  addressedBy: ['id'],
  target: aHttpTarget(),
  variables: [
    { name: 'COMPANY_URL', holds: 'address' },
    { name: 'COMPANY_TOKEN', holds: 'credentials' },
  ],
  ...change,
});

/** A tool whose effect stays. */
export const aMail = (change: Partial<Tool> = {}): Tool =>
  aTool({
    name: 'mail.send',
    describes: 'Send the reply',
    arguments: { to: { kind: 'string' }, body: { kind: 'text' } },
    risk: 'irreversible',
    customerFacing: true,
    priorValues: [],
    reads: false,
    writes: { to: '$to', body: '$body' },
    addressedBy: [],
    target: aHttpTarget({
      read: null,
      write: { method: 'POST', path: '/mail/messages', body: { to: '$to', body: '$body' } },
    }),
    ...change,
  });

export const aRule = (
  when: string,
  holds: (facts: JsonObject) => boolean,
  change: Partial<Rule> = {},
): Rule => ({
  when,
  holds,
  ...change,
});

export const aTaskType = (change: Partial<TaskType> = {}): TaskType => ({
  name: 'customer_reply',
  aliases: ['respond_to_client_inquiry'],
  describes: 'Reply to a customer',
  handoffType: 'customer_response',
  mode: 'act',
  level: 2,
  channel: '#support',
  owner: 'support',
  fields: {},
  approvers: { roles: ['reviewers'], quorum: 1, exclude: ['requester', 'editor', 'agent_owner'] },
  readers: [],
  rules: [],
  escalateTo: ['sales', 'head_of_support'],
  options: { escalate_to_sales: { label: 'Escalate to sales', owner: 'sales' } },
  decideWithinMs: 4 * hour,
  expireAfterMs: 14 * 24 * hour,
  ladder: [
    { percentOfSla: 50, plusMs: 0, do: 'nudge', who: 'owner' },
    { percentOfSla: 100, plusMs: 0, do: 'escalate', who: 'owner.manager' },
    { percentOfSla: 100, plusMs: 4 * hour, do: 'escalate', who: 'head_of_support' },
  ],
  conditions: {},
  tools: ['crm.update_account', 'mail.send'],
  plan: [
    { tool: 'crm.update_account', arguments: { id: '$client', status: 'replied' } },
    { tool: 'mail.send', arguments: { to: '$client', body: '$draft' } },
  ],
  confidence: { approve: 0.85, takeOver: 0 },
  trustExtracted: [],
  approvalValidMs: hour / 4,
  undoWithinMs: 24 * hour,
  rejectCategories: ['wrong', 'tone', 'not_needed'],
  ...change,
});

const aRole = (name: string, change: Partial<Role> = {}): Role => ({ name, users: [], ...change });
const head = 'head_of_support';

export const aCharter = (change: Partial<Charter> = {}): Charter => ({
  hash: 'charter-hash',
  organization: 'Northwind Demo',
  timezone: 'Europe/Berlin',
  mode: 'act',
  agents: {
    'support-agent': {
      name: 'support-agent',
      tokenEnv: 'SUPPORT_AGENT_TOKEN',
      maySubmit: Object.keys(change.taskTypes ?? { customer_reply: null }),
      owner: personId('U0OWN'),
    },
  },
  roles: {
    support: aRole('support', { usergroup: 'support-team', manager: head }),
    reviewers: aRole('reviewers', { users: [personId('U0ANA'), personId('U0BEN')], manager: head }),
    sales: aRole('sales', { users: [personId('U0SAL')], manager: head }),
    head_of_support: aRole(head, { users: [personId('U0MEG')] }),
  },
  calendars: {},
  rotas: {},
  tools: { 'crm.update_account': aTool(), 'mail.send': aMail() },
  taskTypes: { customer_reply: aTaskType() },
  people: {},
  nudging: { perDay: 20, digestFrom: 3, quiet: null },
  breakGlass: 'head_of_support',
  exceptions: { channel: '#exceptions', owner: head, remindEveryMs: 4 * hour },
  paging: null,
  ...change,
});
