import type { TargetKind } from './kills/a-ledger.js';

/** A charter with one kind of work: two records of a target of this kind are closed, one after the other. */
export const aKindCharter = (kind: TargetKind): string => `
organization: Northwind Demo
timezone: Europe/Berlin
exceptions: { channel: "#exceptions", owner: head }
agents: { support-agent: { token_env: SUPPORT_AGENT_TOKEN, may_submit: [work] } }
roles:
  reviewers: { users: [U0ANA, U0BEN, U0MEG], manager: head }
  head: { users: [U0MEG] }
ladders: { calm: [{ at: 100% of sla, do: escalate, who: head }] }
tools:
${tools[kind]}
task_types:
  work:
    describes: Close two records
    handoff_type: data_entry
    level: 2
    channel: "#support"
    owner: reviewers
    fields: { one: string, two: string }
    approvers: { role: reviewers, quorum: 1 }
    sla: { decide_within: 4h }
    ladder: calm
    tools: [close]
    plan:
      - { tool: close, arguments: { id: $fields.one, status: closed } }
      - { tool: close, arguments: { id: $fields.two, status: closed } }
`;

const tool = (name: string, method: 'POST' | 'PATCH', rest: readonly string[]): string =>
  [
    `  ${name}:`,
    `describes: Set the status of a record (${name})`,
    'connector: http',
    'base_url_env: LEDGER_URL',
    'hosts: [127.0.0.1]',
    'timeout: 1s',
    'arguments: { id: string, status: string }',
    `write: { method: ${method}, path: "/{id}", body: { status: $status } }`,
    ...rest,
  ].join('\n    ');

const readable = ['read: { method: GET, path: "/{id}" }', 'prior_values: [status]', 'risk: reversible'];
const keyed = 'idempotent_by_key: 24h';

const tools: Readonly<Record<TargetKind, string>> = {
  'remembers keys': [
    tool('close', 'POST', [
      keyed,
      'risk: compensable',
      'undo: { tool: reopen, arguments: { id: $result.id, status: open } }',
    ]),
    tool('reopen', 'POST', [keyed, 'risk: irreversible']),
  ].join('\n'),
  'can be read': tool('close', 'PATCH', readable),
  'compares and swaps': tool('close', 'PATCH', [...readable, 'etag: true']),
  'does neither': tool('close', 'POST', ['risk: irreversible']),
};
