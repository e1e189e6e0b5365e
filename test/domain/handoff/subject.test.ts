import { subjectOf } from '../../../src/domain/handoff/subject.js';
import { inReview } from '../../support/bot/a-story.js';

describe('what the rules look at', () => {
  const handoff = inReview().it();

  it('is the handoff as it stands', () => {
    const { confidence, flags, urgency } = handoff.origin.submission;
    expect(subjectOf(handoff)).toMatchObject({
      account: 'Acme Corp',
      agent: 'support-agent',
      confidence,
      flags,
      urgency,
    });
    const waiting = { ...handoff, work: { ...handoff.work, missing: ['b'], readByModel: ['a'] } };
    expect(subjectOf(waiting)).toMatchObject({ missing: ['b'], readByModel: ['a'] });
    expect(subjectOf(handoff).actions).toBe(handoff.work.proposal?.actions);
  });

  it('is what is about to stand, where that is given', () => {
    const coming = { fields: { a: 1 }, proposal: null, missing: ['b'], readByModel: ['a'] };
    expect(subjectOf(handoff, coming)).toMatchObject({
      fields: { a: 1 },
      actions: [],
      missing: ['b'],
      readByModel: ['a'],
    });
  });
});
