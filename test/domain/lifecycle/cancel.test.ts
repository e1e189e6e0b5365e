import { personId } from '../../../src/domain/ids.js';
import { inReview, theAgent } from '../../support/bot/a-story.js';

describe('cancelling', () => {
  it.each([
    ['the agent that submitted it', theAgent, null],
    ['the owner', 'U0ANA', 'U0ANA'],
    ['whoever asked for it', 'U0KIM', 'U0KIM'],
  ] as const)('ends the work, by %s', (_who, actor, by) => {
    const story = inReview(undefined, { requester: personId('U0KIM') });
    story.effects.length = 0;
    story.does(actor, { type: 'cancel', reason: 'Not needed any more' });
    expect(story.it()).toMatchObject({
      state: 'cancelled',
      ending: { by, reason: 'Not needed any more' },
      clock: { nextCheckAt: null },
    });
    expect(story.effects).toEqual([{ type: 'show-card' }]);
  });

  it('is refused to a stranger', () => {
    const story = inReview().does('U0KIM', { type: 'cancel', reason: 'I do not like it' });
    expect([story.refusal?.code, story.it().state]).toEqual(['not_your_handoff', 'review']);
  });
});
