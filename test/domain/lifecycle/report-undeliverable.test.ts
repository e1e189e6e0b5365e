import { bot } from '../../../src/domain/ids.js';
import { done, inReview, type Story } from '../../support/bot/a-story.js';

const reports = (story: Story, surface: string): Story => {
  story.effects.length = 0;
  return story.does(bot, { type: 'report_undeliverable', surface, detail: 'The channel is archived.' });
};

describe('a message that could not be delivered', () => {
  it('is an exception with an owner when it is the card that somebody has to decide on', () => {
    const story = reports(inReview(), 'card');
    expect(story.it()).toMatchObject({
      state: 'exception',
      exception: {
        cause: 'undeliverable',
        detail: 'The card could not be shown in #support: The channel is archived.',
        owner: { role: 'head_of_support', person: 'U0MEG' },
      },
    });
    expect(story.effects.map(({ type }) => type)).toEqual(['show-exception', 'tell-owner']);
  });

  it('is kept in the log and stops nothing when it is another message, or another moment', () => {
    for (const story of [reports(inReview(), 'note'), reports(done(), 'card')]) {
      expect(story.types().at(-1)).toBe('undelivered');
      expect([story.it().exception, story.effects]).toEqual([null, []]);
    }
  });

  it('is told to whoever looks after exceptions when it was to leave Slack', () => {
    expect(reports(inReview(), 'pager').effects).toEqual([
      { type: 'tell-owner', why: 'unreached', owner: { role: 'head_of_support', person: null } },
    ]);
  });
});
