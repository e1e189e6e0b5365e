import { unbounded } from '../../../src/domain/bounds.js';
import type { CommandType } from '../../../src/domain/command.js';
import { person } from '../../../src/domain/ids.js';
import { mayDecide } from '../../../src/domain/people/authority.js';
import { members } from '../../support/a-directory.js';
import { minute } from '../../support/bot/a-story.js';
import {
  everyKind,
  group,
  idOf,
  type Kind,
  kinds,
  now,
  ordinary,
  type World,
  withPolicy,
  worldOf,
} from '../../support/thirteen-kinds.js';

const verbs = ['approve', 'edit', 'reject', 'escalate', 'override'] as const satisfies CommandType[];
type Verb = (typeof verbs)[number];

const worlds: Record<string, () => World> = {
  'an ordinary charter': ordinary,
  'no approver rule': () => withPolicy(ordinary(), { approverRoles: [] }),
  'an approver role that nobody knows': () => withPolicy(ordinary(), { approverRoles: ['nobody_knows_it'] }),
  'an empty group': () => worldOf(members([], now)),
  'a group that cannot be read': () => worldOf({ known: false, why: 'Slack did not answer' }),
  'a group that was read too long ago': () =>
    worldOf(
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
const insiders: Kind[] = ['approver', 'requester', 'editor', 'agent’s owner', 'stand-in'];
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
    const by = idOf(kind);
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
