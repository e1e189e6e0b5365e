import { unbounded } from '../../../src/domain/bounds.js';
import type { Charter } from '../../../src/domain/charter/charter.js';
import type { CommandType } from '../../../src/domain/command.js';
import type { Directory, RoleMembers } from '../../../src/domain/directory.js';
import type { Handoff } from '../../../src/domain/handoff/handoff.js';
import { person, personId } from '../../../src/domain/ids.js';
import { mayDecide } from '../../../src/domain/people/authority.js';
import { aCharter } from '../../support/a-charter.js';
import { aPerson, members } from '../../support/a-directory.js';
import { inReview, minute } from '../../support/bot/a-story.js';

const now = new Date('2026-10-01T12:00:00Z');
const kinds = {
  unknown: 'U0UNK',
  outsider: 'U0OUT',
  guest: 'U0GUE',
  deactivated: 'U0DEA',
  'another bot': 'U0ROB',
  colleague: 'U0COL',
  owner: 'U0OWR',
  approver: 'U0APP',
  requester: 'U0REQ',
  'last editor': 'U0EDI',
  'agent’s owner': 'U0AGE',
  'stand-in': 'U0STA',
  administrator: 'U0ADM',
} as const;
type Kind = keyof typeof kinds;
const everyKind = Object.keys(kinds) as Kind[];
const id = (kind: Kind) => personId(kinds[kind]);

const verbs = ['approve', 'edit', 'reject', 'escalate', 'override'] as const satisfies CommandType[];
type Verb = (typeof verbs)[number];

/** All of these are in the approving group; only some of them may use it. */
const group: Kind[] = [
  'outsider',
  'guest',
  'deactivated',
  'another bot',
  'approver',
  'requester',
  'last editor',
  'agent’s owner',
];

interface World {
  readonly charter: Charter;
  readonly handoff: Handoff;
  readonly directory: Directory;
}
const base = (reviewers: RoleMembers): World => {
  const roles = {
    support: members([], now),
    sales: members([kinds.colleague], now),
    head_of_support: members([kinds.administrator], now),
    reviewers,
  };
  const charter = aCharter();
  const agents = {
    'support-agent': { ...charter.agents['support-agent']!, owner: id('agent’s owner') },
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
    { from: id('approver'), to: id('stand-in'), startsAt: new Date(0), endsAt: new Date(now.getTime() + 1) },
  ];
  return {
    charter: { ...charter, agents },
    handoff: {
      ...inReview().it(),
      owner: { role: 'support', person: id('owner') },
      requester: id('requester'),
      lastEditor: id('last editor'),
    },
    directory: { teamId: 'T0DEMO', people: Object.fromEntries(people), roles, delegations },
  };
};
const ordinary = () =>
  base(
    members(
      group.map((kind) => kinds[kind]),
      now,
    ),
  );
const withPolicy = (world: World, change: Partial<Handoff['policy']>): World => ({
  ...world,
  handoff: { ...world.handoff, policy: { ...world.handoff.policy, ...change } },
});

const worlds: Record<string, () => World> = {
  'an ordinary charter': ordinary,
  'no approver rule': () => withPolicy(ordinary(), { approverRoles: [] }),
  'an approver role that nobody knows': () => withPolicy(ordinary(), { approverRoles: ['nobody_knows_it'] }),
  'an empty group': () => base(members([], now)),
  'a group that cannot be read': () => base({ known: false, why: 'Slack did not answer' }),
  'a group that was read too long ago': () =>
    base(
      members(
        group.map((kind) => kinds[kind]),
        new Date(now.getTime() - minute - 1),
      ),
    ),
  'no exclusions': () => withPolicy(ordinary(), { exclude: [] }),
  'a second role and no administrators': () => {
    const world = withPolicy(ordinary(), { approverRoles: ['reviewers', 'sales'] });
    return { ...world, charter: { ...world.charter, breakGlass: null } };
  },
};

/** The oracle: who may, said in one list for each cell and by nothing that the product computes. */
const involved: Kind[] = ['owner', 'administrator'];
const insiders: Kind[] = ['approver', 'requester', 'last editor', 'agent’s owner', 'stand-in'];
const touching = (who: Kind[]) => ({ edit: who, reject: who, escalate: who });
const onlyOwners = { ...touching(involved), override: ['administrator'] as Kind[] };
const oracle: Record<string, Record<Verb, Kind[]>> = {
  'an ordinary charter': {
    approve: ['approver', 'stand-in'],
    ...touching([...involved, ...insiders]),
    override: ['administrator'],
  },
  'no approver rule': { approve: [], ...onlyOwners },
  'an approver role that nobody knows': { approve: [], ...onlyOwners },
  'an empty group': { approve: [], ...onlyOwners },
  'a group that cannot be read': { approve: [], ...onlyOwners },
  'a group that was read too long ago': { approve: [], ...onlyOwners },
  'no exclusions': {
    approve: insiders,
    ...touching([...involved, ...insiders]),
    override: ['administrator'],
  },
  'a second role and no administrators': {
    approve: ['approver', 'stand-in', 'colleague'],
    ...touching([...involved, ...insiders, 'colleague']),
    override: [],
  },
};

const allowed = (world: World, verb: Verb): Kind[] =>
  everyKind.filter((kind) => {
    const by = id(kind);
    const { charter, directory, handoff } = world;
    const context = { actor: person(by), now, charter, directory, bounds: unbounded };
    return mayDecide({ verb, by, handoff }, context) === null;
  });

describe('who may do what', () => {
  const cells = Object.keys(worlds).flatMap((world) => verbs.map((verb) => [world, verb] as const));
  it('has an answer for thirteen kinds of people, five verbs and eight states of the charter', () => {
    expect([everyKind.length, verbs.length, Object.keys(worlds).length]).toEqual([13, 5, 8]);
    expect(Object.keys(oracle)).toEqual(Object.keys(worlds));
  });

  it.each(cells)('with %s: %s', (world, verb) => {
    expect(allowed(worlds[world]!(), verb).sort()).toEqual([...oracle[world]![verb]].sort());
  });

  it.each(verbs)('lets nobody %s whom Slack has not confirmed within the last minute', (verb) => {
    const { directory, ...world } = ordinary();
    const longAgo = new Date(now.getTime() - minute - 1);
    const people = Object.entries(directory.people).map(([who, one]) => [who, { ...one, readAt: longAgo }]);
    expect(
      allowed({ ...world, directory: { ...directory, people: Object.fromEntries(people) } }, verb),
    ).toEqual([]);
  });
});
