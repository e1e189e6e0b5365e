import type { WorkingCalendar } from '../../../src/domain/calendar/working-calendar.js';
import type { Charter, Rung, TaskType } from '../../../src/domain/charter/charter.js';
import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { hour, inReview, type Story, startAt } from '../../support/bot/a-story.js';

const office = [{ from: 9 * 60, to: 12 * 60 }];
/** Mornings only; the story begins on a Thursday at 09:00. */
const mornings: WorkingCalendar = {
  hours: {
    zone: 'UTC',
    week: [office, office, office, office, office, [], []],
    closed: new Set(),
    open: new Map(),
  },
  away: [],
};
const at = (hours: number) => new Date(startAt.getTime() + hours * hour);
const wakeAt = (story: Story, hours: number): Story => {
  story.now = at(hours);
  return story.does(bot, { type: 'wake' });
};
const withCalendar = (): Charter => {
  const charter = aCharter();
  const { support } = charter.roles;
  return {
    ...charter,
    calendars: { mornings },
    roles: { ...charter.roles, support: { ...support!, calendar: 'mornings' } },
  };
};
const aRung = (change: Partial<Rung> = {}): Rung => ({
  percentOfSla: 50,
  plusMs: 0,
  do: 'nudge',
  who: 'owner',
  ...change,
});
const withLadder = (ladder: Rung[], change: Partial<TaskType> = {}): Charter =>
  aCharter({ taskTypes: { customer_reply: aTaskType({ ladder, ...change }) } });

describe('work of a role with a calendar', () => {
  it('is due in working time', () => {
    const story = inReview(withCalendar());
    expect(story.it().clock.dueAt).toEqual(at(25));
    expect(story.it().clock.nextCheckAt).toEqual(at(2));
    expect(wakeAt(story, 2).it().clock.nextCheckAt).toEqual(at(25));
    expect(wakeAt(story, 4).refusal?.code).toBe('not_now');
  });

  it('is reminded of in working time when the ladder is used up', () => {
    const story = wakeAt(inReview(withCalendar()), 5 * 24);
    expect(story.it().clock.nextRung).toBe(3);
    story.now = at(5 * 24);
    expect(story.it().clock.nextCheckAt).toEqual(at(6 * 24));
    wakeAt(story, 6 * 24 + 2.5);
    expect(story.it().clock.nextCheckAt).toEqual(at(7 * 24 + 2.5));
    wakeAt(story, 7 * 24 + 12);
    expect(story.it().clock.nextCheckAt).toEqual(at(11 * 24));
  });

  it('runs around the clock when a later charter has no such calendar', () => {
    const story = inReview(withCalendar());
    story.charter = aCharter();
    expect(wakeAt(story, 2).it().clock.nextCheckAt).toEqual(at(4));
  });
});

describe('a rung', () => {
  it('repeats, and is over when the next one begins', () => {
    const repeat = { everyMs: hour, atMost: 5 };
    const story = inReview(
      withLadder([aRung({ repeat }), aRung({ percentOfSla: 100, do: 'escalate', who: 'owner.manager' })]),
    );
    const seen = [2, 3, 4].map((hours) => wakeAt(story, hours).types().at(-1));
    expect(seen).toEqual(['nudged', 'nudged', 'escalated']);
    expect(story.it().clock.nextRung).toBe(3);
  });

  it('tells the thread as well when the charter says so', () => {
    const story = wakeAt(inReview(withLadder([aRung({ inThread: true })])), 2);
    expect(story.effects.slice(-2)).toEqual([
      { type: 'add-note', event: story.it().version },
      { type: 'tell-owner', why: 'nudge', owner: { role: 'support', person: 'U0ANA' } },
    ]);
  });

  it.each([
    ['a person', 'U0XYZ', { role: 'support', person: 'U0XYZ' }],
    ['a role', 'head_of_support', { role: 'head_of_support', person: 'U0MEG' }],
    ['whoever is on call', 'on_call', { role: 'support', person: 'U0DUE' }],
  ])('notifies %s and leaves the owner as it is', (_whom, who, owner) => {
    const rota = {
      zone: 'UTC',
      people: [personId('U0DUE')],
      starts: { day: 0, minute: 0 },
      everyDays: 7,
      overrides: [],
    };
    const charter = { ...withLadder([aRung({ do: 'notify', who })]), rotas: { on_call: rota } };
    const story = wakeAt(inReview(charter), 2);
    expect(story.effects.at(-1)).toEqual({ type: 'tell-owner', why: 'nudge', owner });
    expect(story.it().owner.role).toBe('support');
  });

  it('is passed over when its condition does not hold', () => {
    const conditions = { no: () => false };
    const story = inReview(
      withLadder([aRung({ onlyIf: 'no' }), aRung({ percentOfSla: 100 })], { conditions }),
    );
    const told = story.effects.length;
    wakeAt(story, 2);
    expect([story.types().at(-1), story.effects.length, story.it().clock.nextRung]).toEqual([
      'checked',
      told,
      1,
    ]);
    expect(story.it().clock.nextCheckAt).toEqual(at(4));
    expect(wakeAt(story, 4).types().at(-1)).toBe('nudged');
  });

  it('is not lost when the one above it is passed over after a pause', () => {
    const conditions = { no: () => false };
    const ladder = [aRung(), aRung({ percentOfSla: 75, onlyIf: 'no' }), aRung({ percentOfSla: 100 })];
    const story = wakeAt(inReview(withLadder(ladder, { conditions })), 3.5);
    expect([story.types().at(-1), story.it().clock.nextRung]).toEqual(['nudged', 2]);
  });

  it('leaves the daily reminders when all of the ladder is passed over', () => {
    const story = wakeAt(
      inReview(withLadder([aRung({ onlyIf: 'no' })], { conditions: { no: () => false } })),
      2,
    );
    expect(story.it().clock.nextCheckAt).toEqual(at(26));
    expect(wakeAt(story, 26).types().at(-1)).toBe('nudged');
  });

  it('fires when its condition cannot be checked', () => {
    const unknown = () => {
      throw new Error('There is no confidence.');
    };
    const story = inReview(withLadder([aRung({ onlyIf: 'unknown' })], { conditions: { unknown } }));
    expect(wakeAt(story, 2).types().at(-1)).toBe('nudged');
  });
});
