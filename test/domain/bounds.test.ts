import {
  actionsIn,
  type Bounds,
  nothingGathered,
  nthLatestCallIn,
  type Pause,
  pausesIn,
  unbounded,
} from '../../src/domain/bounds.js';
import { personId } from '../../src/domain/ids.js';
import { hour, startAt } from '../support/bot/a-story.js';

const since = new Date(startAt.getTime() - hour);
const calls = { tool: 'crm.update_account', n: 3, since };
const actions = { taskType: 'refund', since };
const pause: Pause = { scope: 'all', by: personId('U0MEG'), since, reason: null };
const gathered: Bounds = {
  paused: [pause],
  calls: [{ ...calls, nthLatestAt: startAt }],
  actions: [{ ...actions, count: 7 }],
};

describe('a decision about bounds', () => {
  it('is answered with what was gathered for it', () => {
    expect(pausesIn(gathered)).toEqual([pause]);
    // The same question is the same by its instants, not by its objects.
    expect(nthLatestCallIn(gathered, { ...calls, since: new Date(since) })).toEqual(startAt);
    expect(actionsIn(gathered, { ...actions, since: new Date(since) })).toBe(7);
  });

  it('may be told that there is nothing, which is an answer', () => {
    expect(pausesIn(unbounded)).toEqual([]);
    expect(nthLatestCallIn({ ...gathered, calls: [{ ...calls, nthLatestAt: null }] }, calls)).toBeNull();
    expect(actionsIn({ ...gathered, actions: [{ ...actions, count: 0 }] }, actions)).toBe(0);
  });

  it('fails rather than taking for free what nobody asked for', () => {
    expect(() => pausesIn(nothingGathered)).toThrow('needs the pauses, and did not ask');
    expect(() => nthLatestCallIn(unbounded, calls)).toThrow('the calls of crm.update_account');
    expect(() => actionsIn(unbounded, actions)).toThrow('the actions of refund');
  });

  it.each([
    ['another tool', { ...calls, tool: 'mail.send' }],
    ['another count', { ...calls, n: 2 }],
    ['another time', { ...calls, since: startAt }],
  ])('is not answered with what was gathered for %s', (_what, asked) => {
    expect(() => nthLatestCallIn(gathered, asked)).toThrow('did not ask');
  });

  it.each([
    ['another kind of work', { ...actions, taskType: 'reply' }],
    ['another time', { ...actions, since: startAt }],
  ])('is not answered with the count of %s', (_what, asked) => {
    expect(() => actionsIn(gathered, asked)).toThrow('did not ask');
  });
});
