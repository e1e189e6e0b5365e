import type { Charter } from '../../src/domain/charter/charter.js';
import type { Directory, RoleMembers } from '../../src/domain/directory.js';
import type { Handoff } from '../../src/domain/handoff/handoff.js';
import { personId } from '../../src/domain/ids.js';
import { aCharter } from './a-charter.js';
import { aPerson, members } from './a-directory.js';
import { inReview } from './bot/a-story.js';

/** The kinds of people that can stand before a handoff. */
export const now = new Date('2026-10-01T12:00:00Z');
export const kinds = {
  unknown: 'U0UNK',
  outsider: 'U0OUT',
  guest: 'U0GUE',
  deactivated: 'U0DEA',
  'another bot': 'U0ROB',
  colleague: 'U0COL',
  owner: 'U0OWR',
  approver: 'U0APP',
  requester: 'U0REQ',
  editor: 'U0EDI',
  'agent’s owner': 'U0AGE',
  'stand-in': 'U0STA',
  administrator: 'U0ADM',
} as const;
export type Kind = keyof typeof kinds;
export const everyKind = Object.keys(kinds) as Kind[];
export const idOf = (kind: Kind) => personId(kinds[kind]);

/** All of these are in the approving group; only some of them may use it. */
export const group: Kind[] = [
  'outsider',
  'guest',
  'deactivated',
  'another bot',
  'approver',
  'requester',
  'editor',
  'agent’s owner',
];

export interface World {
  readonly charter: Charter;
  readonly handoff: Handoff;
  readonly directory: Directory;
}
export const worldOf = (reviewers: RoleMembers): World => {
  const roles = {
    support: members([], now),
    sales: members([kinds.colleague], now),
    head_of_support: members([kinds.administrator], now),
    reviewers,
  };
  const charter = aCharter();
  const agents = {
    'support-agent': { ...charter.agents['support-agent']!, owner: idOf('agent’s owner') },
  };
  const shape: Partial<Record<Kind, Parameters<typeof aPerson>[1]>> = {
    outsider: { teamId: 'T0ELSE' },
    guest: { isGuest: true },
    deactivated: { isDeactivated: true },
    'another bot': { isBot: true },
  };
  const known = everyKind.filter((kind) => kind !== 'unknown');
  const people = known.map((kind) => [kinds[kind], aPerson(kinds[kind], { readAt: now, ...shape[kind] })]);
  const delegations = [
    {
      from: idOf('approver'),
      to: idOf('stand-in'),
      startsAt: new Date(0),
      endsAt: new Date(now.getTime() + 1),
    },
  ];
  return {
    charter: { ...charter, agents },
    handoff: {
      ...inReview().it(),
      owner: { role: 'support', person: idOf('owner') },
      origin: { ...inReview().it().origin, requester: idOf('requester') },
      consent: { ...inReview().it().consent, editors: [idOf('editor')] },
    },
    directory: { teamId: 'T0DEMO', people: Object.fromEntries(people), roles, channels: {}, delegations },
  };
};
export const ordinary = () =>
  worldOf(
    members(
      group.map((kind) => kinds[kind]),
      now,
    ),
  );
export const withPolicy = (world: World, change: Partial<Handoff['policy']>): World => ({
  ...world,
  handoff: { ...world.handoff, policy: { ...world.handoff.policy, ...change } },
});
