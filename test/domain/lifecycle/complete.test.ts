import { inReview, type Story } from '../../support/bot/a-story.js';

const takenOver = (): Story => {
  const story = inReview();
  return story.does('U0ANA', { type: 'take_over', seen: story.seen() });
};

describe('finishing by hand', () => {
  it('ends the work with what was written about it, and does nothing else', () => {
    const story = takenOver();
    story.effects.length = 0;
    story.does('U0ANA', { type: 'complete', note: 'Called them' });
    expect(story.it()).toMatchObject({
      state: 'resolved',
      ending: { by: 'U0ANA', reason: 'Called them' },
      execution: { run: null },
    });
    expect(story.effects).toEqual([{ type: 'show-card' }]);
  });

  it('is refused to a stranger', () => {
    const story = takenOver().does('U0KIM', { type: 'complete', note: null });
    expect([story.refusal?.code, story.it().state]).toEqual(['not_your_handoff', 'taken_over']);
  });
});
