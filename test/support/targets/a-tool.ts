import { parseCharter } from '../../../src/adapters/charter/parse-charter.js';
import type { Tool } from '../../../src/domain/charter/charter.js';

/** Tools as a charter declares them; `declarations` is the part below `tools:`. */
export const toolsOf = (declarations: string): Readonly<Record<string, Tool>> =>
  parseCharter(
    [
      'organization: Test',
      'timezone: Europe/Berlin',
      'exceptions: { channel: "#x", owner: head }',
      'agents: { agent: { token_env: AGENT_TOKEN, may_submit: [work] } }',
      'roles: { head: { users: [U0ANA] } }',
      'ladders: { standard: [{ at: 5m, do: nudge, who: owner }] }',
      'task_types:',
      '  work:',
      '    describes: Work',
      '    handoff_type: data_entry',
      '    level: 2',
      '    channel: "#x"',
      '    owner: head',
      '    approvers: { role: head }',
      '    sla: { decide_within: 1h }',
      '    ladder: standard',
      'tools:',
      declarations.replace(/^/gm, '  '),
    ].join('\n'),
    'tools.yml',
  ).tools;

/** The one tool that is declared. */
export const toolOf = (declaration: string): Tool => Object.values(toolsOf(declaration))[0]!;
