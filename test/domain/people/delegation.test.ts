import { unbounded } from '../../../src/domain/bounds.js';
import type { Verb } from '../../../src/domain/command.js';
import type { Context } from '../../../src/domain/context.js';
import { decide, lifecycle } from '../../../src/domain/decide.js';
import type { Delegation, Directory, Person } from '../../../src/domain/directory.js';
import { person, personId } from '../../../src/domain/ids.js';
import { mayDecide } from '../../../src/domain/people/authority.js';
import { actingAs } from '../../../src/domain/people/delegation.js';
import { aCharter } from '../../support/a-charter.js';
import { aDirectory, members } from '../../support/a-directory.js';
import { hour, inReview, minute, startAt } from '../../support/bot/a-story.js';

const ben = personId('U0BEN');
const kim = personId('U0KIM');
const delegation: Delegation = {
  from: ben,
  to: kim,
  startsAt: startAt,
  endsAt: new Date(startAt.getTime() + hour),
};

/** All that is to be done with it is Ben's, by name and by role; Kim has nothing but what Ben lends. */
const handoff = {
  ...inReview().it(),
  owner: { role: 'support', person: ben },
  requester: null,
  decision: null,
};
const worldOf = (change: Partial<Directory> = {}): Context => {
  const roles = {
    support: members([ben], startAt),
    reviewers: members([ben], startAt),
    sales: members([], startAt),
    head_of_support: members([ben], startAt),
  };
  return {
    actor: person(kim),
    now: startAt,
    charter: aCharter(),
    directory: aDirectory(startAt, { roles, delegations: [delegation], ...change }),
    bounds: unbounded,
  };
};
const benIs = (change: Partial<Person> | null): Context => {
  const { directory } = worldOf();
  const { U0BEN, ...others } = directory.people;
  return worldOf({ people: change ? { ...others, U0BEN: { ...U0BEN!, ...change } } : others });
};
const lent = (change: Partial<Delegation>): Context =>
  worldOf({ delegations: [{ ...delegation, ...change }] });

const states: Record<string, readonly [Context, boolean]> = {
  'is away': [worldOf(), true],
  'has left': [benIs({ isDeactivated: true }), false],
  'has become a guest': [benIs({ isGuest: true }), false],
  'is of another company': [benIs({ teamId: 'T0ELSE' }), false],
  'is a bot': [benIs({ isBot: true }), false],
  'is not known': [benIs(null), false],
  'was last seen too long ago': [benIs({ readAt: new Date(startAt.getTime() - minute - 1) }), false],
  'has not begun to be away': [lent({ startsAt: new Date(startAt.getTime() + 1) }), false],
  'is back': [lent({ endsAt: startAt }), false],
  'lets somebody else': [lent({ to: personId('U0SAL') }), false],
  'is reached over another only': [
    worldOf({
      delegations: [
        { ...delegation, to: personId('U0SAL') },
        { ...delegation, from: personId('U0SAL') },
      ],
    }),
    false,
  ],
};

const botsOwn = ['triage', 'wake', 'start_step', 'finish_step', 'report_undeliverable'];
const deeds = [...new Set(Object.values(lifecycle).flatMap((row) => Object.keys(row)))] as Verb[];
const verbs: Verb[] = [...deeds.filter((verb) => !botsOwn.includes(verb)), 'read'];
const cells = verbs.flatMap((verb) => Object.keys(states).map((state) => [verb, state] as const));

describe('acting in the place of somebody who', () => {
  it.each(cells)('%s: %s', (verb, state) => {
    const [context, isGranted] = states[state]!;
    expect(mayDecide({ verb, by: ben, handoff }, worldOf())).toBeNull();
    const refused = mayDecide({ verb, by: kim, handoff }, context);
    // Approving alone in an emergency is never lent.
    expect(refused === null).toBe(isGranted && verb !== 'override');
    const seen = { revision: handoff.proposal?.revision ?? 0, nonce: handoff.nonce };
    const opened = decide(handoff, { type: 'open', verb, seen }, context);
    expect(opened.refusal === null).toBe(refused === null);
  });

  it('covers every verb of people', () => {
    expect(verbs).toHaveLength(16);
  });

  it('lends nothing to somebody who can do nothing here', () => {
    const { directory } = worldOf();
    const gone = { ...directory.people.U0KIM!, isDeactivated: true };
    const context = worldOf({ people: { ...directory.people, U0KIM: gone } });
    expect(actingAs(kim, context)).toEqual([]);
  });

  it('names each right once', () => {
    const context = worldOf({ delegations: [delegation, delegation, { ...delegation, from: kim }] });
    expect(actingAs(kim, context)).toEqual([kim, ben]);
  });
});
