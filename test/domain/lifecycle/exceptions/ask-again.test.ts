import { bot } from '../../../../src/domain/ids.js';
import { done, executing, type Story, stepDone } from '../../../support/bot/a-story.js';

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
  it('has no votes, no decision, new buttons and the record as it is now', () => {
    const story = busyThenMoved(executing());
    expect(story.it()).toMatchObject({
      ...{ state: 'review', votes: [], decision: null, nonce: 'nonce-3' },
      ...{ moved: moved.detail, proposal: { revision: 2, actions: [{ before: { status: 'won' } }, {}] } },
    });
    expect(story.effects.slice(-3).map(({ type }) => type)).toEqual(['show-card', 'add-note', 'tell-owner']);
  });

  it('is only work of which nothing was done, whose record is known', () => {
    const known = executing().does(bot, { ...moved, record: null });
    const begun = stepDone(executing(), 0).does(bot, { ...moved, step: 1 });
    const undone = done().does('U0BEN', { type: 'roll_back', reason: 'Wrong client' }).does(bot, moved);
    for (const story of [known, begun, undone]) expect(story.types()).not.toContain('asked_again');
  });

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
