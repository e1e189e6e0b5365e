import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { parseCharter } from '../../adapters/charter/parse-charter.js';
import { type Answers, approversOf } from './questions.js';

export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** A charter that is fine as it stands: one kind of work, one role, nothing carried out. */
export function starterCharter(answers: Answers, file: string): string {
  const text = charterText(answers, file);
  parseCharter(text, file);
  return text;
}

function charterText({ organization, timezone, channel, approvers }: Answers, file: string): string {
  const named = channel.trim();
  const posted = quoted(/^(#|C[A-Z0-9]{6,}$)/.test(named) ? named : `#${named}`);
  return `# What the bot may do, for whom, who decides, and by when: docs/charter.md explains every key.
# \`npm run charter -- check ${file}\` reads it and says what it allows.
organization: ${quoted(organization)}
timezone: ${quoted(timezone)}
mode: act

exceptions: { channel: ${posted}, owner: approvers }

agents:
  my-agent: { token_env: AGENT_TOKEN, may_submit: [customer_reply] }

roles:
  approvers: ${JSON.stringify(approversOf(approvers))}

ladders:                         # who is told when nobody moves
  standard:
    - { at: 50% of sla, do: nudge, who: owner }
    - { at: 100% of sla, do: nudge, who: owner, repeat: { every: 4h, at_most: 3 } }

tools: {}                        # nothing is carried out yet: docs/tools.md shows how to declare what may be

task_types:
  customer_reply:
    describes: Reply to a customer
    handoff_type: customer_response
    level: 2                     # a person approves
    channel: ${posted}
    owner: approvers
    approvers: { role: approvers, quorum: 1 }
    sla: { decide_within: 4h }
    ladder: standard
`;
}

/** JSON is YAML, so whatever somebody is called stays a text. */
const quoted = (text: string): string => JSON.stringify(text.trim());

export function envText(answers: Answers, charter: string): string {
  const transport = answers.transport.trim();
  return `# Written by npm run init; .env.example lists everything else that may stand here.
SLACK_BOT_TOKEN=${answers['bot-token'].trim()}
${transport.startsWith('xapp-') ? 'SLACK_APP_TOKEN' : 'SLACK_SIGNING_SECRET'}=${transport}
CHARTER="${charter}"

# The bearer token of the charter's agent “my-agent”, made just for this file.
AGENT_TOKEN=${randomBytes(24).toString('base64url')}
`;
}

/** Writes all of them or none; only their owner may read them. */
export function writeFiles(files: readonly NewFile[]): void {
  const drafts = files.map(({ path, text }) => ({ path, draft: `${path}.new`, text }));
  try {
    for (const { draft, text } of drafts) writeFileSync(draft, text, { mode: 0o600 });
    for (const { draft, path } of drafts) renameSync(draft, path);
  } finally {
    for (const { draft } of drafts) rmSync(draft, { force: true });
  }
}
