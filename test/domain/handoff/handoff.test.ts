import {
  applyChange,
  isOpen,
  isUnanswered,
  type State,
  states,
} from '../../../src/domain/handoff/handoff.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { inReview, theAgent } from '../../support/bot/a-story.js';

describe('a handoff', () => {
  it('changes by what is named, and by nothing beside it in the same group', () => {
    const handoff = inReview().it();
    const changed = applyChange(handoff, { state: 'blocked', clock: { nextRung: 7 } });
    const clock = { ...handoff.clock, nextRung: 7 };
    expect(changed).toStrictEqual({ ...handoff, state: 'blocked', clock });
  });

  it('is open until it has ended', () => {
    const ends: State[] = ['done', 'rejected', 'cancelled', 'expired', 'rolled_back', 'resolved'];
    expect(states.filter((state) => !isOpen(state))).toEqual(ends);
  });

  it('is unanswered while a question is open, and answered with the answer', () => {
    const story = inReview();
    expect(isUnanswered(story.it())).toBe(false);
    story.does('U0BEN', { type: 'ask_information', seen: story.seen(), question: 'Why?', fields: [] });
    expect(isUnanswered(story.it())).toBe(true);
    story.does(theAgent, { type: 'supply_information', fields: {}, answer: 'Sixty' });
    expect(isUnanswered(story.it())).toBe(false);
  });

  it('is unanswered while a required value is missing', () => {
    const charter = aCharter({
      taskTypes: { customer_reply: aTaskType({ fields: { seats: { kind: 'integer' } } }) },
    });
    expect(isUnanswered(inReview(charter).it())).toBe(true);
    expect(isUnanswered(inReview(charter, { fields: { seats: 60 } }).it())).toBe(false);
  });
});
