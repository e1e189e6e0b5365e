import { bot } from '../../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../../support/a-charter.js';
import { done, executing, hour, minute, type Story, stepDone } from '../../../support/bot/a-story.js';

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
      state: 'review',
      consent: { votes: [], decision: null, nonce: 'nonce-3', moved: moved.detail },
      work: { proposal: { revision: 2, actions: [{ before: { status: 'won' } }, {}] } },
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
    expect(story.it()).toMatchObject({ state: 'review', execution: { run: null } });
    const rounds = [0, approves(story).it().execution.run?.round];
    busyThenMoved(story);
    rounds.push(approves(story).it().execution.run?.round);
    expect(rounds).toEqual([0, 1, 2]);
  });

  it('is not asked for where nobody says what moved', () => {
    const story = executing().does(bot, { ...moved, detail: null });
    expect(story.it()).toMatchObject({ state: 'exception', exception: { cause: 'conflict' } });
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

  const failsAt = (story: Story, step: number) =>
    story.does(bot, { type: 'start_step', step, key: `key-${step}`, prior: null }).does(bot, {
      type: 'finish_step',
      step,
      status: 'failed',
      result: null,
      detail: 'It is locked',
    });
  const pass = (story: Story, ms: number): Story => {
    story.now = new Date(story.now.getTime() + ms);
    return story;
  };

  it('is what another try of an approval that is too old leads to, whoever presses', () => {
    const story = pass(failsAt(executing(), 0), 15 * minute + 1);
    const { nonce } = story.it().consent;
    const before = story.effects.length;
    story.does('U0MEG', { type: 'retry', nonce: 'nonce-4' });
    expect(story.it()).toMatchObject({
      state: 'review',
      execution: { run: null },
      consent: { decision: null, votes: [], moved: '', nonce: 'nonce-4' },
      exception: null,
      work: { proposal: { revision: 2 } },
    });
    expect(nonce).not.toBe('nonce-4');
    expect(story.effects.slice(before).map(({ type }) => type)).toEqual([
      ...['show-card', 'show-exception', 'add-note', 'tell-owner'],
    ]);
    expect(approves(story).it()).toMatchObject({ state: 'executing', execution: { run: { round: 1 } } });
  });

  it('counts the age of an approval from the decision, however often it is tried again', () => {
    const story = pass(failsAt(executing(), 0), 10 * minute);
    failsAt(story.does('U0MEG', { type: 'retry' }), 0);
    expect(story.it().state).toBe('exception');
    pass(story, 10 * minute).does('U0MEG', { type: 'retry' });
    expect(story.it()).toMatchObject({ state: 'review', consent: { decision: null } });
  });

  it('is not what happens where a part of it stands: that would be done a second time', () => {
    const mailFirst = aCharter({
      taskTypes: { customer_reply: aTaskType({ plan: [...aTaskType().plan].reverse() }) },
    });
    const story = pass(failsAt(stepDone(executing(mailFirst), 0), 1), hour);
    story.does('U0MEG', { type: 'retry' });
    expect(story.it()).toMatchObject({ state: 'executing', work: { proposal: { revision: 1 } } });
  });
});
