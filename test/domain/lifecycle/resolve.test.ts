import { bot } from '../../../src/domain/ids.js';
import { executing, type Story } from '../../support/bot/a-story.js';

const inTrouble = (): Story =>
  executing()
    .does(bot, { type: 'start_step', step: 0, key: 'key', prior: null })
    .does(bot, { type: 'finish_step', step: 0, status: 'in_doubt', result: null, detail: 'no answer' });

describe('settling an exception', () => {
  it.each(['done_by_hand', 'given_up'] as const)('ends it, with how and why: %s', (outcome) => {
    const story = inTrouble();
    story.effects.length = 0;
    story.does('U0MEG', { type: 'resolve', outcome, reason: ' Sent it myself ' });
    expect(story.it()).toMatchObject({
      state: 'resolved',
      ending: { by: 'U0MEG', reason: 'Sent it myself' },
      clock: { nextCheckAt: null },
    });
    expect(story.happened.at(-1)?.event.data).toEqual({ outcome });
    expect(story.effects).toEqual([{ type: 'show-card' }, { type: 'show-exception' }]);
  });

  it('needs a reason, and somebody who has to do with it', () => {
    const resolve = { type: 'resolve', outcome: 'given_up' } as const;
    expect(inTrouble().does('U0MEG', { ...resolve, reason: ' ' }).refusal?.pointer).toBe('/reason');
    expect(inTrouble().does('U0KIM', { ...resolve, reason: 'x' }).refusal?.code).toBe('not_your_handoff');
  });
});
