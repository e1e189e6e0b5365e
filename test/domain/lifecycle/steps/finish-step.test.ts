import { bot } from '../../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../../support/a-charter.js';
import { done, executing, hour, stepDone } from '../../../support/bot/a-story.js';

const start = (step: number) => ({ type: 'start_step', step, key: `key-${step}`, prior: null }) as const;
const finish = (step: number, status: 'done' | 'in_doubt' = 'done') =>
  ({ type: 'finish_step', step, status, result: null, detail: null }) as const;

describe('finishing a step', () => {
  it('is done when every step is, and can then be undone for as long as the charter says', () => {
    const story = done();
    expect(story.it()).toMatchObject({ state: 'done', clock: { nextCheckAt: null } });
    expect(story.it().execution.undoUntil).toEqual(new Date(story.now.getTime() + 24 * hour));
  });

  it('stops when the last step is in doubt, takes nothing back, and tells an owner what stands', () => {
    const story = stepDone(executing(), 0);
    story.does(bot, { type: 'start_step', step: 1, key: 'key-1', prior: null }).does(bot, {
      type: 'finish_step',
      step: 1,
      status: 'in_doubt',
      result: null,
      detail: 'no answer came back',
    });
    expect(story.it()).toMatchObject({
      state: 'exception',
      exception: {
        cause: 'in_doubt',
        owner: { role: 'head_of_support', person: 'U0MEG' },
        detail:
          '“Send the reply” may or may not have happened: no answer came back. Already done, and still standing: “Update the account in the CRM”.',
      },
    });
    expect(story.effects.slice(-3).map(({ type }) => type)).toEqual([
      'show-card',
      'show-exception',
      'tell-owner',
    ]);
  });

  it('goes on with the next one while there is one', () => {
    const story = executing().does(bot, start(0));
    story.effects.length = 0;
    story.does(bot, finish(0));
    expect([story.it().state, story.effects]).toEqual(['executing', [{ type: 'run-step' }]]);
  });

  it('counts once', () => {
    const story = stepDone(executing(), 0).does(bot, finish(0));
    expect(story.refusal?.code).toBe('not_now');
    expect(executing().does(bot, finish(7)).refusal?.code).toBe('not_now');
  });

  it('leaves no time to undo where nothing can be taken back', () => {
    const plan = [{ tool: 'mail.send', arguments: { to: '$client', body: '$draft' } }];
    const story = executing(aCharter({ taskTypes: { customer_reply: aTaskType({ plan }) } }));
    expect(stepDone(story, 0).it()).toMatchObject({ state: 'done', execution: { undoUntil: null } });
  });

  it('settles an exception when another try ends well, where people see it', () => {
    const story = executing().does(bot, start(0)).does(bot, finish(0, 'in_doubt'));
    stepDone(story.does('U0MEG', { type: 'retry' }), 0);
    story.effects.length = 0;
    stepDone(story, 1);
    expect(story.it()).toMatchObject({ state: 'done', exception: null });
    expect(story.effects).toEqual([{ type: 'show-card' }, { type: 'show-exception' }]);
  });
});
