import { unbounded } from '../../../src/domain/bounds.js';
import type { Verb } from '../../../src/domain/command.js';
import type { Context } from '../../../src/domain/context.js';
import { decide, lifecycle } from '../../../src/domain/decide.js';
import type { Delegation, Directory, Person } from '../../../src/domain/directory.js';
import { person, personId } from '../../../src/domain/ids.js';
import { mayDecide } from '../../../src/domain/people/authority.js';
import { actingAs, delegate, endDelegation } from '../../../src/domain/people/delegation.js';
import { type Refusal, sentence } from '../../../src/domain/refusal.js';
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
  origin: { ...inReview().it().origin, requester: null },
  consent: { ...inReview().it().consent, decision: null },
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

const botsOwn = ['triage', 'wake', 'start_step', 'finish_step', 'report_undeliverable', 'report_failing'];
const deeds = [...new Set(Object.values(lifecycle).flatMap((row) => Object.keys(row)))] as Verb[];
const verbs: Verb[] = [...deeds.filter((verb) => !botsOwn.includes(verb)), 'read'];
const cells = verbs.flatMap((verb) => Object.keys(states).map((state) => [verb, state] as const));

describe('letting somebody act in one’s place', () => {
  const day = 24 * hour;
  const later = (ms: number): Date => new Date(startAt.getTime() + ms);
  const { directory } = worldOf();
  const kimIs = (change: Partial<Person>) =>
    worldOf({ people: { ...directory.people, U0KIM: { ...directory.people.U0KIM!, ...change } } });

  it('is granted, and to somebody whom Slack has not named yet as well', () => {
    expect(delegate(delegation, worldOf())).toEqual({ type: 'delegated', data: delegation });
    const { U0KIM: _, ...others } = directory.people;
    expect(delegate(delegation, worldOf({ people: others }))).toMatchObject({ type: 'delegated' });
  });

  it.each<[string, Partial<Delegation>, Context, string | null, string]>([
    ['to oneself', { to: ben }, worldOf(), '/to', 'somebody else'],
    ['to nobody', { to: personId('') }, worldOf(), '/to', 'somebody else'],
    ['to a guest', {}, kimIs({ isGuest: true }), '/to', 'cannot decide here'],
    ['to another company', {}, kimIs({ teamId: 'T0ELSE' }), '/to', 'cannot decide here'],
    ['to a bot', {}, kimIs({ isBot: true }), '/to', 'cannot decide here'],
    ['to somebody who has left', {}, kimIs({ isDeactivated: true }), '/to', 'cannot decide here'],
    ['backwards', { endsAt: startAt }, worldOf(), '/until', 'before it begins'],
    ['in the past', { startsAt: later(-day), endsAt: startAt }, worldOf(), '/until', 'over already'],
    ['for too long', { endsAt: later(92 * day + 1) }, worldOf(), '/until', 'three months'],
    ['as a guest', {}, benIs({ isGuest: true }), null, 'Guests'],
    ['as somebody who has left', {}, benIs({ isDeactivated: true }), null, 'deactivated'],
  ])('is refused %s', (_how, change, context, pointer, words) => {
    const answer = delegate({ ...delegation, ...change }, context) as Refusal;
    expect(answer.pointer).toBe(pointer);
    expect(sentence(answer)).toContain(words);
  });

  it('takes three months, and ends when they say so, if there is anything to end', () => {
    expect(delegate({ ...delegation, endsAt: later(92 * day) }, worldOf())).toMatchObject({
      type: 'delegated',
    });
    const ended = { ...delegation, endsAt: startAt };
    const end = (lent: readonly Delegation[], by = ben) => endDelegation(by, lent, worldOf());
    expect(end([delegation])).toEqual({ type: 'delegation_ended', data: ended });
    for (const none of [end([]), end([ended]), end([delegation], kim)])
      expect(sentence(none as Refusal)).toBe('Nobody decides in your place at the moment.');
  });
});

describe('acting in the place of somebody who', () => {
  it.each(cells)('%s: %s', (verb, state) => {
    const [context, isGranted] = states[state]!;
    expect(mayDecide({ verb, by: ben, handoff }, worldOf())).toBeNull();
    const refused = mayDecide({ verb, by: kim, handoff }, context);
    // Approving alone in an emergency is never lent.
    expect(refused === null).toBe(isGranted && verb !== 'override');
    const seen = { revision: handoff.work.proposal?.revision ?? 0, nonce: handoff.consent.nonce };
    const opened = decide(handoff, { type: 'open', verb, seen }, context);
    expect(opened.refusal === null).toBe(refused === null);
  });

  it('covers every verb of people', () => {
    expect(verbs.length).toBeGreaterThan(15);
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
