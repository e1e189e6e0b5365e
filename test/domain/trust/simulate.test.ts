import type { Charter, Rung } from '../../../src/domain/charter/charter.js';
import { bot } from '../../../src/domain/ids.js';
import { simulate } from '../../../src/domain/trust/simulate.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { hour, inReview, type Story, startAt } from '../../support/bot/a-story.js';

const at = (hours: number) => new Date(startAt.getTime() + hours * hour);
const wakeAt = (story: Story, hours: number): Story => {
  story.now = at(hours);
  return story.does(bot, { type: 'wake' });
};
const approveAt = (story: Story, hours: number): Story => {
  story.now = at(hours);
  return story.does('U0BEN', { type: 'approve', seen: story.seen() });
};
const withLadder = (
  decideWithinMs: number,
  ladder: readonly Rung[],
  change: Partial<Charter> = {},
): Charter => aCharter({ taskTypes: { customer_reply: aTaskType({ decideWithinMs, ladder }) }, ...change });
const tallyOf = (charter: Charter, ...stories: Story[]) =>
  simulate(
    charter,
    stories.map(({ happened }) => happened),
    at(100),
  )[0];

/** Nudged at two hours, escalated at four, approved at five. */
const late = () => approveAt(wakeAt(wakeAt(inReview(), 2), 4), 5);

describe('a simulation', () => {
  it('under the same charter says what was done', () => {
    const done = { waits: 1, nudges: 1, escalations: 1, breaches: 1 };
    expect(tallyOf(aCharter(), late())).toEqual({
      taskType: 'customer_reply',
      recorded: done,
      simulated: done,
    });
  });

  it('says what other waits would have done, until people acted', () => {
    const charter = withLadder(8 * hour, [
      { percentOfSla: 25, plusMs: 0, do: 'nudge', who: 'owner', repeat: { everyMs: hour, atMost: 9 } },
      { percentOfSla: 100, plusMs: 0, do: 'escalate', who: 'owner.manager' },
    ]);
    expect(tallyOf(charter, late(), approveAt(inReview(), 1))).toEqual({
      taskType: 'customer_reply',
      recorded: { waits: 2, nudges: 1, escalations: 1, breaches: 1 },
      simulated: { waits: 2, nudges: 4, escalations: 0, breaches: 0 },
    });
  });

  it('lets what is still open wait until the end', () => {
    const charter = withLadder(99 * hour, [{ percentOfSla: 100, plusMs: 0, do: 'nudge', who: 'owner' }]);
    expect(tallyOf(charter, inReview())).toMatchObject({
      recorded: { breaches: 1, nudges: 0 },
      simulated: { breaches: 1, nudges: 1 },
    });
  });

  it('counts an escalation only where the owner changes, and a condition that holds', () => {
    const rung: Rung = { percentOfSla: 10, plusMs: 0, do: 'escalate', who: 'sales' };
    const charter = withLadder(hour, [rung, { ...rung, percentOfSla: 20 }, { ...rung, onlyIf: 'never' }]);
    const type = charter.taskTypes.customer_reply ?? aTaskType();
    const taskTypes = { customer_reply: { ...type, conditions: { never: () => false } } };
    expect(tallyOf({ ...charter, taskTypes }, late())?.simulated).toMatchObject({
      escalations: 1,
      nudges: 1,
    });
  });

  it('begins again when a person escalates', () => {
    const story = inReview();
    story.now = at(1);
    story.does('U0ANA', { type: 'escalate', seen: story.seen(), option: 'escalate_to_sales', note: null });
    expect(story.refusal).toBeNull();
    const ladder: Rung[] = [{ percentOfSla: 50, plusMs: 0, do: 'nudge', who: 'owner' }];
    const tally = tallyOf(withLadder(2 * hour, ladder), approveAt(story, 3));
    expect(tally?.simulated).toEqual({ waits: 2, nudges: 2, escalations: 0, breaches: 0 });
  });

  it('does not count time in which the clock stood still', () => {
    const story = inReview();
    story.now = at(1);
    story.does('U0BEN', {
      type: 'ask_information',
      seen: story.seen(),
      question: 'Which plan?',
      fields: [],
    });
    expect(story.refusal).toBeNull();
    const ladder: Rung[] = [{ percentOfSla: 100, plusMs: 0, do: 'nudge', who: 'owner' }];
    expect(tallyOf(withLadder(2 * hour, ladder), story)?.simulated).toMatchObject({ nudges: 0, breaches: 0 });
  });

  it('says when the other charter has no such type', () => {
    expect(tallyOf(aCharter({ taskTypes: {} }), late())).toMatchObject({
      recorded: { nudges: 1 },
      simulated: null,
    });
  });
});
