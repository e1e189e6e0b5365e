import type { WorkingCalendar } from '../../../src/domain/calendar/working-calendar.js';
import type { Charter, Rung } from '../../../src/domain/charter/charter.js';
import { clockOf, dueAfter, dueAt, dueStep, nextCheck } from '../../../src/domain/ladder/ladder.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aStory, aSubmit, hour, inReview, type Story, startAt, theAgent } from '../../support/bot/a-story.js';

const at = (hours: number): Date => new Date(startAt.getTime() + hours * hour);
const mornings: WorkingCalendar = {
  hours: {
    zone: 'UTC',
    week: Array.from({ length: 7 }, () => [{ from: 9 * 60, to: 12 * 60 }]),
    closed: new Set(),
    open: new Map(),
  },
  away: [],
};
function inTheMornings(): Charter {
  const charter = aCharter({ calendars: { mornings } });
  const support = { ...charter.roles.support!, calendar: 'mornings' };
  return { ...charter, roles: { ...charter.roles, support } };
}
/** The rung that fires so many hours after the start, as its place in the ladder, and the next step. */
function dueIn(story: Story, hours: number, applies: (rung: Rung) => boolean = () => true) {
  const found = dueStep(story.it(), { now: at(hours), charter: story.charter }, applies);
  return found && [found.step?.index ?? null, found.nextRung];
}
function checkedAt(story: Story, nextRung: number, now = story.now): Date {
  return nextCheck(clockOf(story.it(), nextRung, { now, charter: story.charter }), now);
}

describe('the time to decide', () => {
  it('runs around the clock, or in the hours of the owner', () => {
    const ends = (charter: Charter) => dueAt(inReview(charter).it().policy, { now: startAt, charter });
    expect(ends(aCharter())).toEqual(at(4));
    expect(ends(inTheMornings())).toEqual(at(25));
  });

  it('does not count the pauses', () => {
    const pauses = [{ fromAt: at(1).getTime(), toAt: at(3).getTime() }];
    const { policy } = inReview().it();
    expect(dueAfter({ startedAt: startAt, pauses }, policy, aCharter())).toEqual(at(6));
  });

  it('has an end also while a pause has none, so that nothing is without one', () => {
    const pauses = [{ fromAt: at(1).getTime(), toAt: null }];
    const { policy } = inReview().it();
    expect(dueAfter({ startedAt: startAt, pauses }, policy, aCharter())).toEqual(at(4));
  });
});

describe('the rung that is due', () => {
  it.each([
    ['none before its time', 1.99, null],
    ['the first on time', 2, [0, 1]],
    ['the latest of several', 9, [2, 3]],
  ])('is %s', (_which, hours, due) => {
    expect(dueIn(inReview(), hours)).toEqual(due);
  });

  it('is the latest that applies, and passes over all that are due', () => {
    expect(dueIn(inReview(), 5, ({ do: what }) => what === 'nudge')).toEqual([0, 2]);
    expect(dueIn(inReview(), 5, () => false)).toEqual([null, 2]);
  });

  it('fires once', () => {
    const story = inReview();
    story.now = at(2);
    story.does({ kind: 'bot' }, { type: 'wake' });
    expect(dueIn(story, 3)).toBeNull();
    expect(dueIn(story, 4)).toEqual([1, 2]);
  });

  it('is none while nobody has looked at the work yet', () => {
    const atOnce: Rung = { percentOfSla: 0, plusMs: 0, do: 'nudge', who: 'owner' };
    const charter = aCharter({ taskTypes: { customer_reply: aTaskType({ ladder: [atOnce] }) } });
    expect(dueIn(inReview(charter), 0)).toEqual([0, 1]);
    expect(dueIn(aStory(charter).does(theAgent, aSubmit()), 99)).toBeNull();
  });
});

describe('the next look', () => {
  it.each([
    ['when the next rung is due', 1, 0, at(4)],
    ['a day later, when the ladder is used up', 3, 10, at(34)],
    ['when it expires, if that is sooner', 3, 14 * 24 - 1, at(14 * 24)],
    ['later than now, also for a rung that is over', 0, 3, new Date(at(3).getTime() + 1)],
  ])('comes %s', (_when, nextRung, now, expected) => {
    expect(checkedAt(inReview(), nextRung, at(now))).toEqual(expected);
  });

  it('comes in working time, when the ladder is used up', () => {
    expect(checkedAt(inReview(inTheMornings()), 3, at(4))).toEqual(at(48));
  });

  it('comes a day after now, where there is no ladder', () => {
    const story = inReview(aCharter({ taskTypes: { customer_reply: aTaskType({ ladder: [] }) } }));
    expect(checkedAt(story, 0)).toEqual(at(24));
  });
});
