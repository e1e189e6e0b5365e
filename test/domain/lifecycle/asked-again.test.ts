import { bot } from '../../../src/domain/ids.js';
import { executing, type Story } from '../../support/bot/a-story.js';

/** The target turned the call away, and before the next attempt somebody changed the record. */
const busyThenMoved = (story: Story): Story =>
  story.does(bot, { type: 'start_step', step: 0, key: 'key', prior: { status: 'open' } }).does(bot, moved);
const moved = {
  type: 'finish_step',
  step: 0,
  status: 'conflict',
  result: null,
  detail: 'status is now “won”, it was “open” when this was approved',
  record: { status: 'won' },
  nonce: 'nonce-3',
} as const;
const approves = (story: Story): Story => story.does('U0BEN', { type: 'approve', seen: story.seen() });

describe('work that comes back for another decision', () => {
  it('keeps its attempts apart from those of the run before', () => {
    const story = busyThenMoved(executing());
    expect(story.it()).toMatchObject({ state: 'review', run: null });
    const rounds = [0, approves(story).it().run?.round];
    busyThenMoved(story);
    rounds.push(approves(story).it().run?.round);
    expect(rounds).toEqual([0, 1, 2]);
  });

  it('is an exception no more, and the message about that says so', () => {
    const story = executing().does(bot, { ...moved, record: null });
    expect(story.it().exception?.cause).toBe('conflict');
    story.does('U0MEG', { type: 'retry' });
    const before = story.effects.length;
    story.does(bot, moved);
    expect(story.it()).toMatchObject({ state: 'review', exception: null });
    expect(story.effects.slice(before).map(({ type }) => type)).toContain('show-exception');
  });
});
