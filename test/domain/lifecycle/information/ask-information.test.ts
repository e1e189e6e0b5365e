import { personId } from '../../../../src/domain/ids.js';
import { questionCharter } from '../../../support/bot/a-question.js';
import { inReview, type Story } from '../../../support/bot/a-story.js';

describe('asking for information', () => {
  const asked = (): Story => {
    const story = inReview(questionCharter, { fields: { topic: 'pricing' } });
    return story.does('U0BEN', {
      type: 'ask_information',
      seen: story.seen(),
      question: 'How many seats?',
      fields: ['seats'],
    });
  };

  it('keeps the question for whoever can answer, and refuses fields that there are not', () => {
    expect(asked().it()).toMatchObject({
      state: 'blocked',
      work: { question: { by: 'U0BEN', text: 'How many seats?', fields: ['seats'], answer: null } },
    });
    const story = inReview(questionCharter);
    story.does('U0BEN', {
      type: 'ask_information',
      seen: story.seen(),
      question: 'Why?',
      fields: ['colour'],
    });
    expect(story.refusal?.pointer).toBe('/fields');
  });

  it('needs words', () => {
    const story = inReview();
    story.does('U0BEN', { type: 'ask_information', seen: story.seen(), question: ' ', fields: [] });
    expect(story.refusal?.pointer).toBe('/question');
  });

  it.each([
    ['the requester, when there is one', 'U0KIM', 'U0KIM'],
    ['the owner, when there is none', null, 'U0ANA'],
  ])('is told to %s', (_whom, requester, told) => {
    const story = inReview(questionCharter, { requester: requester === null ? null : personId(requester) });
    story.does('U0BEN', { type: 'ask_information', seen: story.seen(), question: 'Why?', fields: [] });
    expect(story.effects.at(-1)).toEqual({
      type: 'tell-owner',
      why: 'information_needed',
      owner: { role: 'support', person: told },
    });
  });
});
