import { readFileSync } from 'node:fs';
import { parseCharter } from '../../../src/adapters/charter/parse-charter.js';
import { route } from '../../../src/application/intake/router.js';
import { aroundTheClock } from '../../../src/domain/calendar/working-calendar.js';
import type { Delegation } from '../../../src/domain/directory.js';
import { bot, personId } from '../../../src/domain/ids.js';
import { isAway } from '../../../src/domain/people/presence.js';
import { aCharter } from '../../support/a-charter.js';
import { aDirectory } from '../../support/a-directory.js';
import { hour, inReview, startAt } from '../../support/bot/a-story.js';

const away = (id: string, hours: number) => ({
  [id]: { calendar: null, away: [{ fromAt: startAt.getTime(), toAt: startAt.getTime() + hours * hour }] },
});

const from = (hours: number): Date => new Date(startAt.getTime() + hours * hour);
const lets = (starts: number, ends: number): Delegation => ({
  ...{ from: personId('U0ANA'), to: personId('U0KIM') },
  ...{ startsAt: from(starts), endsAt: from(ends) },
});
const absent = (starts: number, ends: number) => ({
  U0ANA: { calendar: null, away: [{ fromAt: from(starts).getTime(), toAt: from(ends).getTime() }] },
});

describe('an absence', () => {
  it.each([
    ['that is under way', 0, 8, true],
    ['that begins tomorrow', 24, 48, false],
    ['that has just ended', -8, 0, false],
  ])('%s, by the charter or by a stand-in', (_when, starts, ends, isNow) => {
    const directory = aDirectory(startAt, { delegations: [lets(starts, ends)] });
    const [byStandIn, byCharter] = [
      { charter: aCharter(), directory, now: startAt },
      { charter: aCharter({ people: absent(starts, ends) }), directory: aDirectory(startAt), now: startAt },
    ];
    expect([isAway(personId('U0ANA'), byStandIn), isAway(personId('U0ANA'), byCharter)]).toEqual([
      isNow,
      isNow,
    ]);
    expect(isAway(personId('U0KIM'), byStandIn)).toBe(false);
  });

  it.each([
    ['with a stand-in', [lets(24, 48)], {}],
    ['by the charter', [], absent(24, 48)],
  ])('that begins tomorrow, %s, spares nobody a reminder today', (_how, delegations, people) => {
    const story = inReview(aCharter({ people }));
    story.directory = (now) => aDirectory(now, { delegations });
    story.now = from(2);
    story.does(bot, { type: 'wake' });
    expect(story.effects.at(-1)).toEqual({
      type: 'tell-owner',
      why: 'nudge',
      owner: { role: 'support', person: 'U0ANA' },
    });
  });
});

describe('somebody who is away', () => {
  it('gets no new work while a colleague is there', () => {
    const directory = aDirectory(startAt);
    const who = (charter: ReturnType<typeof aCharter>, later = 0) =>
      route(
        inReview().it(),
        { charter, directory, now: new Date(startAt.getTime() + later) },
        new Map([['U0SAM', 9]]),
      ).person;
    expect(who(aCharter())).toBe('U0ANA');
    expect(who(aCharter({ people: away('U0ANA', 8) }))).toBe('U0SAM');
    expect(who(aCharter({ people: away('U0ANA', 8) }), 9 * hour)).toBe('U0ANA');
    expect(who(aCharter({ people: { ...away('U0ANA', 8), ...away('U0SAM', 8) } }))).toBe('U0ANA');
  });

  it('is passed over by the ladder, which says so', () => {
    const story = inReview(aCharter({ people: away('U0ANA', 8) }));
    story.now = new Date(startAt.getTime() + 2 * hour);
    story.does(bot, { type: 'wake' });
    expect(story.happened.at(-1)?.event.data).toMatchObject({
      who: { person: 'U0SAM' },
      passedOver: [{ person: 'U0ANA', why: 'away' }],
    });
  });
});

describe('the hours of one person', () => {
  const afternoons = {
    ...aroundTheClock,
    hours: {
      zone: 'UTC',
      week: Array.from({ length: 7 }, () => [{ from: 13 * 60, to: 17 * 60 }]),
      closed: new Set<string>(),
      open: new Map(),
    },
  } as never;
  const charter = aCharter({
    calendars: { afternoons },
    people: { U0ANA: { calendar: 'afternoons', away: [] }, U0SAL: { calendar: null, away: [] } },
  });

  it('go before those of the role, and stay until somebody hands the work on', () => {
    const story = inReview(charter);
    expect(story.it().clock.dueAt?.toISOString()).toBe('2026-10-01T17:00:00.000Z');
    story.does('U0ANA', { type: 'edit', seen: story.seen(), draft: 'Hi!', changes: [], nonce: 'n' });
    expect(story.it().policy.calendar).toBe('afternoons');
    story.does('U0ANA', { type: 'escalate', seen: story.seen(), option: 'person:U0SAL', note: null });
    expect(story.it().policy.calendar).toBeNull();
    expect(story.it().clock.dueAt).toEqual(new Date(startAt.getTime() + 4 * hour));
  });
});

describe('the charter’s people', () => {
  const text = readFileSync('charter.yml', 'utf8');
  it.each([
    ['people:\n  U0ANA: { calendar: moon }', 'moon'],
    [
      'people:\n  U0ANA: { away: [{ from: 2026-12-24T00:00, to: 2026-12-20T00:00 }] }',
      'not later than “from”',
    ],
    ['people:\n  ana: {}', 'Slack id'],
  ])('are refused when they make no sense', (people, words) => {
    expect(() => parseCharter(`${text}\n${people}\n`, 'charter.yml')).toThrow(words);
  });
});
