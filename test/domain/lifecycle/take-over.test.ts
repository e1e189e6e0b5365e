import { hour, inReview, startAt, theAgent } from '../../support/bot/a-story.js';

describe('taking over', () => {
  it('gives the work to whoever takes it, for as long as the time to decide', () => {
    const story = inReview();
    story.now = new Date(startAt.getTime() + hour);
    story.does('U0SAM', { type: 'take_over', seen: story.seen() });
    expect(story.it()).toMatchObject({
      state: 'taken_over',
      owner: { role: 'support', person: 'U0SAM' },
      clock: { nextCheckAt: new Date(startAt.getTime() + 5 * hour) },
    });
    expect(story.effects.at(-1)).toEqual({ type: 'show-card' });
  });

  it.each([
    ['a stranger', 'U0KIM'],
    ['an agent', theAgent],
  ])('is refused to %s', (_who, actor) => {
    const story = inReview();
    story.does(actor, { type: 'take_over', seen: story.seen() });
    expect([story.refusal?.code, story.it().state]).toEqual(['not_your_handoff', 'review']);
  });
});
