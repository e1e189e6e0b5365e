import type { Bounds, BoundsAsked, Pause, Scope } from '../../../src/domain/bounds.js';
import type { Charter } from '../../../src/domain/charter/charter.js';
import type { Limit } from '../../../src/domain/charter/limit.js';
import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aMail, aTaskType, aTool } from '../../support/a-charter.js';
import {
  done,
  executing,
  holdingNothing,
  hour,
  inReview,
  minute,
  startAt,
  stepDone,
} from '../../support/bot/a-story.js';

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
    expect(story.it().execution.run).toMatchObject({ held: { by: 'U0MEG', since: startAt, what: 'all' } });
    const { version } = story.it();
    story.does(bot, start);
    expect([story.refusal?.code, story.it().version]).toEqual(['held', version]);
    story.gather = holdingNothing;
    story.effects.length = 0;
    story.does(bot, start);
    expect(story.it().execution.run).toMatchObject({
      held: null,
      steps: [{ status: 'started' }, { status: 'waiting' }],
    });
    expect(story.effects).toEqual([{ type: 'show-card' }]);
  });

  it('lets a call that has begun end', () => {
    const story = executing().does(bot, start);
    story.gather = paused('all');
    story.does(bot, { type: 'finish_step', step: 0, status: 'done', result: null, detail: null });
    expect(story.it().execution.run?.steps[0]?.status).toBe('done');
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

const limited = (...limits: Limit[]): Charter =>
  aCharter({ tools: { 'crm.update_account': aTool({ limits }), 'mail.send': aMail() } });
/** So many calls at these instants. */
const called =
  (...at: Date[]) =>
  (asked: BoundsAsked): Bounds => ({
    ...holdingNothing(asked),
    calls: asked.calls.map((one) => ({
      ...one,
      nthLatestAt:
        one.tool === 'crm.update_account'
          ? ([...at].reverse().filter((began) => began > one.since)[one.n - 1] ?? null)
          : null,
    })),
  });
const ago = (ms: number) => new Date(startAt.getTime() - ms);

describe('the limit of a tool', () => {
  it('lets the step wait until the oldest call leaves the window', () => {
    const story = executing(limited({ atMost: 2, per: 'minute' }));
    story.gather = called(ago(50_000), ago(20_000));
    story.does(bot, start);
    expect(story.it().execution.run?.held).toMatchObject({
      cause: 'limit',
      what: 'crm.update_account',
      limit: { atMost: 2, per: 'minute' },
      untilAt: new Date(startAt.getTime() + 10_000),
    });
    story.now = new Date(startAt.getTime() + 10_000);
    expect(story.does(bot, start).types().at(-1)).toBe('step_started');
  });

  it('waits for the limit that ends last', () => {
    const story = executing(limited({ atMost: 1, per: 'minute' }, { atMost: 2, per: 'hour' }));
    story.gather = called(ago(50 * minute), ago(20_000));
    story.does(bot, start);
    expect(story.it().execution.run?.held?.untilAt).toEqual(new Date(startAt.getTime() + 10 * minute));
  });

  it.each([
    ['fewer calls than it allows', [ago(20_000)]],
    ['calls outside its window', [ago(3 * minute), ago(minute)]],
  ])('says nothing about %s', (_which, at) => {
    const story = executing(limited({ atMost: 2, per: 'minute' }));
    story.gather = called(...at);
    expect(story.does(bot, start).types().at(-1)).toBe('step_started');
  });

  it('never keeps an undo waiting', () => {
    const story = done(limited({ atMost: 1, per: 'day' }));
    story.does('U0BEN', { type: 'roll_back', reason: 'It was wrong.' });
    story.gather = called(ago(hour));
    expect(
      story
        .does(bot, { ...start, step: 1 })
        .types()
        .at(-1),
    ).toBe('step_started');
  });
});

describe('the budget of a kind of work', () => {
  const plan = [{ tool: 'crm.update_account', arguments: { id: '$client', status: 'replied' } }];
  const alone = aTaskType({
    level: 1,
    plan,
    confidence: { approve: 0, takeOver: 0 },
    budget: [{ atMost: 3, per: 'hour' }],
  });
  const charter = aCharter({
    tools: { 'crm.update_account': aTool() },
    taskTypes: { customer_reply: alone },
  });
  const used =
    (count: number) =>
    (asked: BoundsAsked): Bounds => ({
      ...holdingNothing(asked),
      actions: asked.actions.map((one) => ({
        ...one,
        count:
          one.taskType === 'customer_reply' && one.since.getTime() === startAt.getTime() - hour ? count : 0,
      })),
    });

  it('lets the bot act alone while there is some left', () => {
    expect(inReview(charter, {}, used(2)).it().state).toBe('executing');
  });

  it('asks a person when it is used up, and says why', () => {
    const story = inReview(charter, {}, used(3));
    expect(story.it()).toMatchObject({ state: 'review', policy: { level: 2 } });
    expect(story.it().policy.because).toEqual([
      '“Reply to a customer” may act alone 3 times an hour, and that is used up.',
    ]);
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    expect(story.does(bot, start).types().at(-1)).toBe('step_started');
  });
});
