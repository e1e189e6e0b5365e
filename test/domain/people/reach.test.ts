import { unbounded } from '../../../src/domain/bounds.js';
import type { Rung } from '../../../src/domain/charter/charter.js';
import type { CommandType } from '../../../src/domain/command.js';
import type { Context } from '../../../src/domain/context.js';
import { lifecycle } from '../../../src/domain/decide.js';
import { applyChange, type HandoffChange } from '../../../src/domain/handoff/handoff.js';
import { agent, bot, person, personId } from '../../../src/domain/ids.js';
import { mayDecide, mayRead } from '../../../src/domain/people/authority.js';
import { isWithin, reachOf } from '../../../src/domain/people/reach.js';
import { sentence } from '../../../src/domain/refusal.js';
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

const tooLongAgo = new Date(now.getTime() - minute - 1);
const idsOf = (several: readonly Kind[]) => several.map((kind) => kinds[kind]);
const notify: Rung = { percentOfSla: 50, plusMs: 0, do: 'notify', who: 'sales' };

const readBy = (readers: string[] | 'channel', world = ordinary()): World => {
  const { taskTypes } = world.charter;
  const types = { customer_reply: { ...taskTypes.customer_reply!, readers } };
  return { ...world, charter: { ...world.charter, taskTypes: { ...taskTypes, ...types } } };
};
const inChannel = (channels: World['directory']['channels']): World => {
  const world = readBy('channel');
  return { ...world, directory: { ...world.directory, channels } };
};
/** Nobody looks after the team but those whom the change names. */
const managedBy = (managers: Readonly<Record<string, string>>): World => {
  const world = withPolicy(ordinary(), { exceptionsOwner: 'support' });
  const named = Object.keys(world.charter.roles).map((name) => {
    const { manager: _, ...role } = world.charter.roles[name]!;
    return [name, { ...role, ...(managers[name] ? { manager: managers[name] } : {}) }] as const;
  });
  return { ...world, charter: { ...world.charter, breakGlass: null, roles: Object.fromEntries(named) } };
};
/** Administrators have nothing to do with the work itself. */
const administered = (delegations?: World['directory']['delegations']): World => {
  const { directory, charter, ...world } = managedBy({});
  return {
    ...world,
    charter: { ...charter, breakGlass: 'head_of_support' },
    directory: { ...directory, delegations: delegations ?? directory.delegations },
  };
};
const lets = (from: Kind, to: Kind) => ({
  ...{ from: idOf(from), to: idOf(to) },
  ...{ startsAt: new Date(0), endsAt: new Date(now.getTime() + 1) },
});
const handoff = (change: HandoffChange, world = ordinary()): World => ({
  ...world,
  handoff: applyChange(world.handoff, change),
});
const standingIn = (endsAt: Date): World => {
  const world = ordinary();
  const delegations = world.directory.delegations.map((one) => ({ ...one, endsAt }));
  return { ...world, directory: { ...world.directory, delegations } };
};
const gone = (kind: Kind): World => {
  const world = ordinary();
  const { people } = world.directory;
  const closed = { ...people[kinds[kind]]!, isDeactivated: true };
  return { ...world, directory: { ...world.directory, people: { ...people, [kinds[kind]]: closed } } };
};
const onRota = (rota: string[]): World => {
  const world = handoff(
    { clock: { nextRung: 1 } },
    withPolicy(ordinary(), { ladder: [{ ...notify, who: 'nights' }] }),
  );
  const turns = {
    zone: 'UTC',
    people: rota.map(personId),
    starts: { day: 0, minute: 0 },
    everyDays: 7,
    overrides: [],
  };
  return { ...world, charter: { ...world.charter, rotas: { nights: turns } } };
};

/** Whom an ordinary handoff concerns: all but unknown, outside, guest, closed, machine and bystander. */
const concerned: Kind[] = [
  'owner',
  'approver',
  'requester',
  'editor',
  'agent’s owner',
  'stand-in',
  'administrator',
];
const withoutGroup: Kind[] = ['owner', 'requester', 'editor', 'administrator'];
const but = (kinds: Kind[], ...out: Kind[]): Kind[] => kinds.filter((kind) => !out.includes(kind));
const everyone = { '#support': members(Object.values(kinds), now) };

/** What the world is like, and who may read in it: said in one list, by nothing that the product computes. */
const cells: Record<string, readonly [() => World, Kind[]]> = {
  'an ordinary charter': [ordinary, concerned],
  'no approver rule': [() => withPolicy(ordinary(), { approverRoles: [] }), withoutGroup],
  'an approver role that nobody knows': [
    () => withPolicy(ordinary(), { approverRoles: ['nobody_knows_it'] }),
    withoutGroup,
  ],
  'an empty group': [() => worldOf(members([], now)), withoutGroup],
  'a group that cannot be read': [() => worldOf({ known: false, why: 'Slack is down' }), withoutGroup],
  'a group that was read too long ago': [() => worldOf(members(idsOf(group), tooLongAgo)), withoutGroup],
  'nobody above the team': [() => managedBy({}), but(concerned, 'administrator')],
  'nobody above the team but administrators': [() => administered(), concerned],
  'a stand-in for an administrator': [
    () => administered([lets('administrator', 'colleague')]),
    but(concerned, 'stand-in'),
  ],
  'a manager at a distance': [
    () => managedBy({ support: 'sales', sales: 'head_of_support' }),
    [...concerned, 'colleague'],
  ],
  'managers in a circle': [
    () => managedBy({ support: 'sales', sales: 'support' }),
    [...but(concerned, 'administrator'), 'colleague'],
  ],
  'a manager of the approvers only': [
    () => managedBy({ reviewers: 'head_of_support' }),
    but(concerned, 'administrator'),
  ],
  'readers of this kind of work': [() => readBy(['sales']), [...concerned, 'colleague']],
  'readers that nobody knows': [() => readBy(['nobody_knows_it']), concerned],
  'readers in the channel': [() => inChannel(everyone), [...concerned, 'colleague']],
  'a channel that cannot be read': [
    () => inChannel({ '#support': { known: false, why: 'Slack is down' } }),
    concerned,
  ],
  'a channel that was read too long ago': [
    () => inChannel({ '#support': members(Object.values(kinds), tooLongAgo) }),
    concerned,
  ],
  'another channel': [() => inChannel({ '#sales': members(Object.values(kinds), now) }), concerned],
  'a channel that makes nobody a reader': [
    () => ({ ...ordinary(), directory: { ...ordinary().directory, channels: everyone } }),
    concerned,
  ],
  'a rung that told sales': [
    () => handoff({ clock: { nextRung: 1 } }, withPolicy(ordinary(), { ladder: [notify] })),
    [...concerned, 'colleague'],
  ],
  'a rung that will tell sales': [() => withPolicy(ordinary(), { ladder: [notify] }), concerned],
  'a rung that told whoever is on call': [() => onRota([kinds.colleague]), [...concerned, 'colleague']],
  'a rung that told a rota of others': [() => onRota(['U0ELSE']), concerned],
  'an escalation to sales': [
    () => handoff({ owner: { role: 'sales', person: null } }),
    [...but(concerned, 'owner'), 'colleague'],
  ],
  'an exception of sales': [
    () =>
      handoff({
        exception: {
          cause: 'failed',
          detail: '',
          owner: { role: 'sales', person: null },
          since: now,
        },
      }),
    [...concerned, 'colleague'],
  ],
  'a vote of a colleague': [
    () =>
      handoff({
        consent: { votes: [{ by: idOf('colleague'), inPlaceOf: idOf('colleague'), hash: '', at: now }] },
      }),
    [...concerned, 'colleague'],
  ],
  'a stand-in whose time is over': [() => standingIn(now), but(concerned, 'stand-in')],
  'a stand-in for somebody who has gone': [() => gone('approver'), but(concerned, 'approver', 'stand-in')],
};

const contextOf = ({ charter, directory }: World, by = idOf('owner')): Context => ({
  actor: person(by),
  now,
  charter,
  directory,
  bounds: unbounded,
});
const readers = (world: World): Kind[] =>
  everyKind.filter((kind) => mayRead(person(idOf(kind)), world.handoff, contextOf(world)) === null);
const deeds = [...new Set(Object.values(lifecycle).flatMap((row) => Object.keys(row)))] as CommandType[];

describe('who may read', () => {
  it.each(Object.keys(cells))('with %s', (name) => {
    const [world, expected] = cells[name]!;
    expect(readers(world()).sort()).toEqual([...expected].sort());
  });

  it.each(Object.keys(cells))('lets whoever may do anything with it read it, with %s', (name) => {
    const world = cells[name]![0]();
    const may = readers(world);
    const acts = everyKind.filter((kind) =>
      deeds.some((verb) => !mayDecide({ verb, by: idOf(kind), handoff: world.handoff }, contextOf(world))),
    );
    expect(deeds.length).toBeGreaterThan(15);
    expect(acts.filter((kind) => !may.includes(kind))).toEqual([]);
  });

  it.each(Object.keys(cells))('says of a whole list what it says of one, with %s', (name) => {
    const world = cells[name]![0]();
    const within = everyKind.filter((kind) => isWithin(reachOf(idOf(kind), contextOf(world)), world.handoff));
    expect(within.sort()).toEqual(readers(world).sort());
  });

  it('says the same to everybody who may not, whether or not there is anything', () => {
    const world = ordinary();
    for (const kind of everyKind.filter((one) => !concerned.includes(one))) {
      const by = person(idOf(kind));
      const [there, nothing] = [world.handoff, null].map((one) => mayRead(by, one, contextOf(world)));
      expect(there).toEqual(nothing);
      if (kind !== 'unknown') expect(sentence(there!)).toBe('There is nothing here that you may see.');
    }
  });

  it('lets nobody read whom Slack has not confirmed within the last minute', () => {
    const world = ordinary();
    const people = Object.entries(world.directory.people).map(([who, one]) => [
      who,
      { ...one, readAt: tooLongAgo },
    ]);
    const directory = { ...world.directory, people: Object.fromEntries(people) };
    expect(readers({ ...world, directory })).toEqual([]);
  });

  it('lets an agent read only what it submitted, and the bot nothing as a reader', () => {
    const world = ordinary();
    const may = (by: Parameters<typeof mayRead>[0]) => mayRead(by, world.handoff, contextOf(world)) === null;
    expect([may(agent('support-agent')), may(agent('another')), may(bot)]).toEqual([true, false, false]);
    expect(mayRead(agent('support-agent'), null, contextOf(world))?.code).toBe('nothing_to_see');
  });
});
