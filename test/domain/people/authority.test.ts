import fc from 'fast-check';
import { unbounded } from '../../../src/domain/bounds.js';
import type { CommandType } from '../../../src/domain/command.js';
import type { Context } from '../../../src/domain/context.js';
import { bot, person } from '../../../src/domain/ids.js';
import { mayDecide, mayPause } from '../../../src/domain/people/authority.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aDirectory, members } from '../../support/a-directory.js';
import { inReview, minute, type Story } from '../../support/bot/a-story.js';
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

const contextOf = ({ charter, directory }: World, kind: Kind): Context => ({
  ...{ actor: person(idOf(kind)), now, bounds: unbounded },
  ...{ charter, directory },
});
const refusedTo = (world: World, verb: Verb, kind: Kind) =>
  mayDecide({ verb, by: idOf(kind), handoff: world.handoff }, contextOf(world, kind))?.code;
const allowed = (world: World, verb: Verb): Kind[] =>
  everyKind.filter((kind) => refusedTo(world, verb, kind) === undefined);

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

describe('why somebody may not', () => {
  it.each<[string, Verb, Kind, string]>([
    ['an ordinary charter', 'approve', 'unknown', 'unknown_person'],
    ['an ordinary charter', 'approve', 'guest', 'guest'],
    ['an ordinary charter', 'approve', 'colleague', 'not_an_approver'],
    ['an ordinary charter', 'approve', 'requester', 'own_request'],
    ['an ordinary charter', 'approve', 'editor', 'own_edit'],
    ['an ordinary charter', 'approve', 'agent’s owner', 'own_agent'],
    ['an ordinary charter', 'edit', 'colleague', 'not_your_handoff'],
    ['an ordinary charter', 'override', 'approver', 'not_an_administrator'],
    ['no approver rule', 'approve', 'approver', 'nobody_may_approve'],
    ['a group that cannot be read', 'approve', 'approver', 'directory_unknown'],
    ['a group that cannot be read', 'edit', 'colleague', 'directory_unknown'],
    ['a group that was read too long ago', 'approve', 'approver', 'directory_unknown'],
    ['a second role and no administrators', 'override', 'administrator', 'not_an_administrator'],
  ])('with %s: %s, %s', (world, verb, kind, code) => {
    expect(refusedTo(worlds[world]!(), verb, kind)).toBe(code);
  });
});

describe('who may pause the work', () => {
  const pausing = (world: World): Kind[] =>
    everyKind.filter((kind) => mayPause(idOf(kind), contextOf(world, kind)) === null);
  const lookedAfterBy = (owner: string, breakGlass: string | null): World => {
    const world = ordinary();
    const exceptions = { ...world.charter.exceptions, owner };
    return { ...world, charter: { ...world.charter, exceptions, breakGlass } };
  };

  it('is whoever looks after exceptions, and administrators', () => {
    expect(pausing(lookedAfterBy('sales', 'head_of_support'))).toEqual(['colleague', 'administrator']);
    expect(pausing(lookedAfterBy('sales', null))).toEqual(['colleague']);
  });

  it('is nobody of a group that cannot be read, and they hear why', () => {
    const { directory, ...world } = lookedAfterBy('sales', null);
    const sales = { known: false, why: 'Slack did not answer' } as const;
    const unread = { ...world, directory: { ...directory, roles: { ...directory.roles, sales } } };
    expect(pausing(unread)).toEqual([]);
    expect(mayPause(idOf('colleague'), contextOf(unread, 'colleague'))?.code).toBe('directory_unknown');
    expect(mayPause(idOf('guest'), contextOf(unread, 'guest'))?.code).toBe('guest');
  });
});

const people = ['U0ANA', 'U0BEN', 'U0SAM', 'U0MEG'] as const;
const excludingEditors = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      approvers: { roles: ['reviewers'], quorum: 4, exclude: ['editor'] },
      fields: { topic: { kind: 'string', optional: true } },
    }),
  },
});
/** Everybody may do everything, but for what they wrote. */
const reviewed = (): Story => {
  const story = inReview(excludingEditors);
  story.directory = (now) =>
    aDirectory(now, {
      roles: { ...aDirectory(now).roles, support: members(people, now), reviewers: members(people, now) },
    });
  return story;
};

const edits = (story: Story, who: string, draft: string): Story =>
  story.does(who, {
    type: 'edit',
    seen: story.seen(),
    draft,
    changes: [],
    nonce: `nonce-${story.it().version}`,
  });
const approves = (story: Story, who: string): Story =>
  story.does(who, { type: 'approve', seen: story.seen() });
const gives = (story: Story, who: string, topic: string): Story => {
  story.does('U0MEG', { type: 'ask_information', seen: story.seen(), question: 'About what?', fields: [] });
  story.does(who, { type: 'supply_information', fields: { topic }, answer: null });
  const nonce = `nonce-${story.it().version}`;
  return story.does(bot, { type: 'triage', packet: null, fields: {}, before: [], owner: null, nonce });
};

/** A reference apart from the lifecycle: who has changed something so far. */
const step = fc.record({
  who: fc.constantFrom(...people),
  what: fc.constantFrom('edits', 'gives', 'approves'),
  text: fc.constantFrom('a', 'b', 'Hello, thank you for asking.'),
});

describe('a second pair of eyes', () => {
  it('is not given by somebody whose text another has touched since', () => {
    const story = edits(edits(reviewed(), 'U0ANA', 'Dear Acme.'), 'U0BEN', 'Dear Acme!');
    expect(approves(story, 'U0ANA').refusal?.code).toBe('own_edit');
    expect(approves(story, 'U0BEN').refusal?.code).toBe('own_edit');
    expect(approves(story, 'U0SAM').refusal).toBeNull();
  });

  it('comes after any order of edits and answers from nobody who made one of them', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        const story = reviewed();
        const wrote = new Set<string>();
        for (const { who, what, text } of steps) {
          if (what === 'approves') approves(story, who);
          else (what === 'edits' ? edits : gives)(story, who, text);
          if (what !== 'approves' && story.refusal === null) wrote.add(who);
          expect(story.it().consent.votes.filter(({ by }) => wrote.has(by))).toEqual([]);
          for (const one of wrote) expect(approves(story, one).refusal?.code).toBe('own_edit');
        }
        expect([...story.it().consent.editors].sort()).toEqual([...wrote].sort());
      }),
    );
  });
});
