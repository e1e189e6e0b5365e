import type { BoundsAsked, Pause, Scope } from '../../../src/domain/bounds.js';
import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aMail, aTaskType, aTool } from '../../support/a-charter.js';
import { done, executing, holdingNothing, inReview, startAt, stepDone } from '../../support/bot/a-story.js';

const paused =
  (...scopes: Scope[]) =>
  (asked: BoundsAsked) => ({
    ...holdingNothing(asked),
    paused: scopes.map(
      (scope): Pause => ({ scope, by: personId('U0MEG'), since: startAt, reason: 'It is broken' }),
    ),
  });
const start = { type: 'start_step', step: 0, key: 'k', prior: null } as const;

describe('a pause', () => {
  it.each<[Scope, boolean]>([
    ['all', true],
    ['tool crm.update_account', true],
    ['tool mail.send', false],
    ['type customer_reply', true],
    ['type refund', false],
  ])('of “%s” holds the first step: %s', (scope, isHeld) => {
    const story = executing();
    story.gather = paused(scope);
    story.does(bot, start);
    expect(story.types().at(-1)).toBe(isHeld ? 'step_held' : 'step_started');
  });

  it('is said once, and forgotten when the step begins', () => {
    const story = executing();
    story.gather = paused('all');
    story.does(bot, start);
    expect(story.it().run).toMatchObject({ held: { by: 'U0MEG', since: startAt, what: 'all' } });
    const { version } = story.it();
    story.does(bot, start);
    expect([story.refusal?.code, story.it().version]).toEqual(['held', version]);
    story.gather = holdingNothing;
    story.effects.length = 0;
    story.does(bot, start);
    expect(story.it().run).toMatchObject({
      held: null,
      steps: [{ status: 'started' }, { status: 'waiting' }],
    });
    expect(story.effects).toEqual([{ type: 'show-card' }]);
  });

  it('lets a call that has begun end', () => {
    const story = executing().does(bot, start);
    story.gather = paused('all');
    story.does(bot, { type: 'finish_step', step: 0, status: 'done', result: null, detail: null });
    expect(story.it().run?.steps[0]?.status).toBe('done');
  });

  it.each<[Scope, boolean]>([
    ['type customer_reply', false],
    ['tool crm.update_account', true],
    ['all', true],
  ])('of “%s” holds an undo as well: %s', (scope, isHeld) => {
    const story = done().does('U0BEN', { type: 'roll_back', reason: 'It was wrong.' });
    story.gather = paused(scope);
    story.does(bot, { ...start, step: 1 });
    expect(story.types().at(-1)).toBe(isHeld ? 'step_held' : 'step_started');
  });

  it('looks at the tool that the undo really calls', () => {
    const compensate = { tool: 'crm.restore', arguments: {}, withinMs: null };
    const tools = { 'crm.update_account': aTool({ compensate }), 'mail.send': aMail() };
    const charter = aCharter({ tools: { ...tools, 'crm.restore': aTool({ name: 'crm.restore' }) } });
    const story = stepDone(stepDone(executing(charter), 0), 1);
    story.does('U0BEN', { type: 'roll_back', reason: 'It was wrong.' });
    story.gather = paused('tool crm.update_account');
    expect(
      story
        .does(bot, { ...start, step: 1 })
        .types()
        .at(-1),
    ).toBe('step_started');
  });

  it('lets nothing new act alone: level 1 asks a person', () => {
    const tools = { 'crm.update_account': aTool() };
    const plan = [{ tool: 'crm.update_account', arguments: { id: '$client', status: 'replied' } }];
    const confidence = { approve: 0, takeOver: 0 };
    const taskTypes = { customer_reply: aTaskType({ level: 1, plan, confidence }) };
    const charter = aCharter({ tools, taskTypes });
    expect(inReview(charter).it()).toMatchObject({ state: 'executing', policy: { level: 1 } });
    const story = inReview(charter, {}, paused('tool crm.update_account'));
    expect(story.it()).toMatchObject({ state: 'review', policy: { level: 2 } });
    expect(story.it().policy.because).toEqual(['“Update the account in the CRM” is paused just now.']);
  });
});
