import type { Urgency } from '../../../src/domain/handoff/handoff.js';
import { byUrgency } from '../../../src/domain/handoff/urgency.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aSubmit, hour, inReview } from '../../support/bot/a-story.js';

const due = (urgency: Urgency, hours: number) => {
  const taskTypes = { customer_reply: aTaskType({ decideWithinMs: hours * hour }) };
  const account = `${urgency} in ${hours} hours`;
  return inReview(aCharter({ taskTypes }), {
    account,
    submission: { ...aSubmit().submission, urgency },
  });
};

describe('what is looked at first', () => {
  it('is the more urgent, and among equals what is due sooner', () => {
    const all = [due('low', 1), due('normal', 8), due('critical', 9), due('normal', 2), due('high', 3)];
    const sorted = all.sort((one, other) => byUrgency(one.it(), other.it()));
    expect(sorted.map((story) => story.happened[0]?.event.content)).toMatchObject(
      ['critical in 9', 'high in 3', 'normal in 2', 'normal in 8', 'low in 1'].map((one) => ({
        account: `${one} hours`,
      })),
    );
  });
});
