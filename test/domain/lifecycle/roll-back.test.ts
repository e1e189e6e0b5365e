import { bot } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { done, executing, hour, startAt, stepDone } from '../../support/bot/a-story.js';

describe('rolling back', () => {
  it('takes back what it can, newest first, and says what stands', () => {
    const story = done().does('U0BEN', { type: 'roll_back', reason: 'Wrong client' });
    expect(story.it().execution.run?.steps.map(({ action }) => action)).toEqual([1, 0]);
    story
      .does(bot, {
        type: 'finish_step',
        step: 0,
        status: 'stands',
        result: null,
        detail: 'The message stays sent',
      })
      .does(bot, { type: 'start_step', step: 1, key: 'key-u', prior: { status: 'replied' } })
      .does(bot, { type: 'finish_step', step: 1, status: 'done', result: null, detail: null });
    expect(story.it().state).toBe('rolled_back');
    expect(story.happened.at(-1)?.event.data).toEqual({ undone: 1, stands: 1 });
  });

  it('refuses an undo when its time is over', () => {
    const story = done();
    story.now = new Date(story.now.getTime() + 25 * hour);
    story.does('U0BEN', { type: 'roll_back', reason: 'Too late' });
    expect(story.refusal?.code).toBe('undo_window_closed');
  });

  it('needs a reason', () => {
    expect(done().does('U0BEN', { type: 'roll_back', reason: '  ' }).refusal?.pointer).toBe('/reason');
  });

  it('is refused where nothing of it can be taken back', () => {
    const plan = [{ tool: 'mail.send', arguments: { to: '$client', body: '$draft' } }];
    const story = executing(aCharter({ taskTypes: { customer_reply: aTaskType({ plan }) } }));
    stepDone(story, 0).does('U0BEN', { type: 'roll_back', reason: 'Wrong client' });
    expect(story.refusal?.code).toBe('not_undoable');
  });

  it('of half a run that is an exception has no window', () => {
    const story = stepDone(executing(), 0);
    story
      .does(bot, { type: 'start_step', step: 1, key: 'key-1', prior: null })
      .does(bot, { type: 'finish_step', step: 1, status: 'in_doubt', result: null, detail: null });
    story.now = new Date(startAt.getTime() + 99 * hour);
    story.does('U0MEG', { type: 'roll_back', reason: 'Give it up' });
    expect(story.it()).toMatchObject({
      state: 'executing',
      execution: { run: { kind: 'undo', steps: [{ action: 0 }] } },
    });
  });

  it('is possible once, also when it gets stuck on the way', () => {
    const plan = ['a', 'b'].map((status) => ({
      tool: 'crm.update_account',
      arguments: { id: '$client', status },
    }));
    const charter = aCharter({ taskTypes: { customer_reply: aTaskType({ plan }) } });
    const story = done(charter).does('U0BEN', { type: 'roll_back', reason: 'Wrong client' });
    stepDone(story, 0);
    story.does(bot, { type: 'finish_step', step: 1, status: 'failed', result: null, detail: 'no' });
    expect(story.it().state).toBe('exception');
    story.does('U0MEG', { type: 'roll_back', reason: 'Once more' });
    expect(story.refusal?.code).toBe('not_undoable');
  });
});
