import { bot } from '../../../src/domain/ids.js';
import { movesAhead } from '../../../src/domain/ladder/preview.js';
import { hour, inReview, startAt } from '../../support/bot/a-story.js';

const hoursIn = (at: number): number => (at - startAt.getTime()) / hour;

describe('what still happens to a handoff', () => {
  it('begins with the next rung, and with the manager of whoever owns it now', () => {
    const story = inReview();
    const ahead = () =>
      movesAhead(story.charter, story.it(), story.now).map(({ at, what, whom }) => [hoursIn(at), what, whom]);
    const end = [
      [8, 'escalate', 'head_of_support'],
      [14 * 24, 'expires', null],
    ];
    const middle = [
      [4, 'due', null],
      [4, 'escalate', 'head_of_support'],
    ];
    expect(ahead()).toEqual([[2, 'nudge', 'support'], ...middle, ...end]);
    story.now = new Date(startAt.getTime() + 2 * hour);
    story.does(bot, { type: 'wake' });
    expect(ahead()).toEqual([...middle, ...end]);
    story.now = new Date(startAt.getTime() + 4 * hour);
    story.does(bot, { type: 'wake' });
    expect(ahead()).toEqual(end);
  });
});
