import { bot } from '../../../../src/domain/ids.js';
import { done, executing, startAt, stepDone } from '../../../support/bot/a-story.js';

const start = { type: 'start_step', step: 0, key: 'key', prior: { status: 'open' } } as const;
const ends = (status: 'failed' | 'in_doubt') =>
  ({ type: 'finish_step', step: 0, status, result: null, detail: 'no answer' }) as const;

describe('starting a step', () => {
  it('keeps its key and what the record held before anything is called', () => {
    const story = executing().does(bot, start);
    expect(story.it().execution.run?.steps[0]).toMatchObject({
      status: 'started',
      key: 'key',
      prior: { status: 'open' },
      startedAt: startAt,
    });
  });

  it('counts every attempt, after a crash and after an exception: the third is number 3', () => {
    const story = executing().does(bot, start).does(bot, start);
    expect(story.it().execution.run?.steps[0]?.attempt).toBe(2);
    story.does(bot, ends('in_doubt')).does('U0MEG', { type: 'retry' }).does(bot, start);
    expect(story.it().execution.run?.steps[0]?.attempt).toBe(3);
    expect(
      story.happened.flatMap(({ event }) => (event.type === 'step_started' ? [event.data.attempt] : [])),
    ).toEqual([1, 2, 3]);
  });

  it('never starts a step that is finished', () => {
    const story = stepDone(executing(), 0);
    story.does(bot, { type: 'start_step', step: 0, key: 'again', prior: null });
    expect(story.refusal?.code).toBe('not_now');
  });

  it('is refused for a step that there is not', () => {
    expect(executing().does(bot, { ...start, step: 7 }).refusal?.code).toBe('not_now');
  });

  it('is refused for what stays as it is', () => {
    const story = done().does('U0BEN', { type: 'roll_back', reason: 'Wrong client' });
    story.does(bot, { ...ends('failed'), status: 'stands' }).does(bot, start);
    expect([story.it().state, story.refusal?.code]).toEqual(['executing', 'not_now']);
  });
});
