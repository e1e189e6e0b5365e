import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCharter } from '../../src/adapters/charter/parse-charter.js';
import { createSqliteStore } from '../../src/adapters/store/sqlite/sqlite-store.js';
import type { Bounds } from '../../src/domain/bounds.js';
import type { Charter } from '../../src/domain/charter/charter.js';
import type { Command } from '../../src/domain/command.js';
import { decide } from '../../src/domain/decide.js';
import type { Directory, Person } from '../../src/domain/directory.js';
import { type Actor, agent, bot, handoffId, personId } from '../../src/domain/ids.js';
import { boundsAsked } from '../../src/domain/lifecycle/bounds-asked.js';

/** A charter under which an approval is decided and logged, and nothing is carried out. */
export function benchCharter(): Charter {
  return parseCharter(
    readFileSync('charter.yml', 'utf8').replace('mode: act ', 'mode: recommend '),
    'charter.yml',
  );
}

/** The same with approvals that are carried out. */
export function executingCharter(): Charter {
  return parseCharter(readFileSync('charter.yml', 'utf8'), 'charter.yml');
}

export function benchStore() {
  return createSqliteStore({ file: join(mkdtempSync(join(tmpdir(), 'bench-')), 'bench.db') });
}

export function benchDirectory(now: Date): Directory {
  const person = (id: string): Person => ({
    id: personId(id),
    name: id,
    timezone: null,
    teamId: 'T0DEMO',
    isBot: false,
    isGuest: false,
    isDeactivated: false,
    readAt: now,
  });
  const members = ['U0ANA', 'U0BEN', 'U0MEG'].map(personId);
  const role = { known: true as const, members, readAt: now };
  return {
    channels: {},
    delegations: [],
    teamId: 'T0DEMO',
    people: Object.fromEntries(members.map((id) => [id, person(id)])),
    roles: { reviewers: role, support: role, head_of_support: role },
  };
}

export function submitCommand(id: string): Command {
  return {
    type: 'submit',
    id: handoffId(id),
    workspaceId: 'default',
    taskType: 'customer_reply',
    agent: 'support-agent',
    requester: null,
    account: 'Acme Corp',
    fields: {},
    submission: {
      summary: 'Client asked about custom pricing for 50+ seats',
      confidence: 0.72,
      flags: ['non-standard request', 'high-value account'],
      recommendedAction: 'send_with_modifications',
      options: ['approve', 'edit', 'reject', 'escalate_to_sales'],
      urgency: 'normal',
      text: null,
      draft: 'Hello Acme, thank you for asking about sixty seats.',
      actions: [],
    },
    packet: { links: [] },
    nonce: `n${id.slice(2)}`,
  };
}
export const triageCommand: Command = {
  type: 'triage',
  packet: null,
  fields: {},
  before: [{ status: 'open', last_topic: 'none yet' }, null],
  owner: { role: 'support', person: personId('U0ANA') },
  nonce: 'n',
};

export function changeOf(charter: Charter) {
  return (id: string, actor: Actor, command: Command) => {
    const now = new Date();
    const directory = benchDirectory(now);
    return {
      handoffId: handoffId(id),
      actor,
      at: now,
      intake: null,
      settles: null,
      asks: (handoff: Parameters<typeof decide>[0]) => boundsAsked(handoff, command, { charter, now }),
      decide: (handoff: Parameters<typeof decide>[0], bounds: Bounds) =>
        decide(handoff, command, { actor, now, charter, directory, bounds }),
    };
  };
}

/** Handoffs that wait for a decision. */
export async function prepareHandoffs(
  store: Awaited<ReturnType<typeof benchStore>>,
  charter: Charter,
  count: number,
): Promise<string[]> {
  const change = changeOf(charter);
  const ids = Array.from({ length: count }, (_, index) => `h_b${index}`);
  for (let at = 0; at < ids.length; at += 100)
    await store.change(
      ids
        .slice(at, at + 100)
        .flatMap((id) => [
          change(id, agent('support-agent'), submitCommand(id)),
          change(id, bot, triageCommand),
        ]),
    );
  return ids;
}
