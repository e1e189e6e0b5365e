import { bot } from '../../../src/domain/ids.js';
import { aCharter, aRule, aTaskType } from '../../support/a-charter.js';
import {
  aStory,
  aSubmit,
  done,
  executing,
  hour,
  inReview,
  stepDone,
  theAgent,
} from '../../support/bot/a-story.js';

const quorumOfTwo = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      approvers: { roles: ['reviewers'], quorum: 2, exclude: ['requester', 'editor'] },
    }),
  },
});

describe('approving', () => {
  it('carries out what was approved once the quorum is met, and shows the truth on the card', () => {
    const story = executing();
    expect(story.it().state).toBe('executing');
    expect(story.it().decision).toMatchObject({
      verdict: 'approved',
      by: ['U0BEN'],
      hash: story.it().proposal?.hash,
    });
    expect(story.effects.slice(-2)).toEqual([{ type: 'show-card' }, { type: 'run-step' }]);
  });

  it('counts different people, not clicks', () => {
    const story = inReview(quorumOfTwo);
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    expect(story.refusal?.code).toBe('already_voted');
    expect(story.it().state).toBe('review');
    story.does('U0OWN', { type: 'approve', seen: story.seen() });
    expect(story.it().decision?.by).toEqual(['U0BEN', 'U0OWN']);
  });

  it('ends with one rejection, whatever was approved before', () => {
    const story = inReview(quorumOfTwo);
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    story.does('U0OWN', { type: 'reject', seen: story.seen(), category: 'wrong', reason: 'Other client' });
    expect(story.it()).toMatchObject({
      state: 'rejected',
      decision: { category: 'wrong', reason: 'Other client' },
    });
  });

  it('refuses a click on an old card and changes nothing but the log', () => {
    const story = inReview();
    const old = story.seen();
    story.does('U0ANA', { type: 'edit', seen: old, draft: 'Hi!', changes: [], nonce: 'nonce-2' });
    const before = story.it();
    story.does('U0BEN', { type: 'approve', seen: old });
    expect(story.refusal?.code).toBe('old_card');
    expect(story.it()).toEqual({ ...before, version: before.version + 1 });
    expect(story.types().at(-1)).toBe('refused');
  });

  it('refuses a guessed nonce', () => {
    const story = inReview();
    story.does('U0BEN', { type: 'approve', seen: { revision: 1, nonce: 'guess' } });
    expect(story.refusal?.code).toBe('old_card');
  });

  it('records only, where the charter recommends', () => {
    const story = inReview(aCharter({ mode: 'recommend' }));
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    expect(story.it()).toMatchObject({ state: 'done', run: null, decision: { mode: 'recommend' } });
    expect(story.effects).not.toContainEqual({ type: 'run-step' });
  });
});

describe('editing', () => {
  it('makes a new revision, voids the votes and keeps what was suggested', () => {
    const story = inReview(quorumOfTwo);
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    const first = story.it().proposal;
    story.does('U0ANA', {
      type: 'edit',
      seen: story.seen(),
      draft: 'Dear Acme, sixty seats are possible.',
      changes: [{ action: 0, argument: 'status', value: 'answered' }],
      nonce: 'nonce-2',
    });
    const { proposal, suggested, votes, editors } = story.it();
    expect(proposal).toMatchObject({ revision: 2, actions: [{ arguments: { status: 'answered' } }, {}] });
    expect(proposal?.actions[1]?.arguments.body).toBe('Dear Acme, sixty seats are possible.');
    expect(suggested).toEqual(first);
    expect({ votes, editors }).toEqual({ votes: [], editors: ['U0ANA'] });
    expect(proposal?.hash).not.toBe(first?.hash);
  });

  it.each([
    ['an unknown argument', [{ action: 0, argument: 'colour', value: 'red' }], 'invalid_value'],
    ['an action that is not there', [{ action: 7, argument: 'status', value: 'x' }], 'invalid_value'],
    ['a value of the wrong type', [{ action: 0, argument: 'status', value: 7 }], 'invalid_value'],
    ['nothing new', [], 'nothing_to_change'],
  ])('refuses %s', (_what, changes, code) => {
    const story = inReview();
    story.does('U0ANA', { type: 'edit', seen: story.seen(), draft: null, changes, nonce: 'nonce-2' });
    expect(story.refusal?.code).toBe(code);
    expect(story.it().proposal?.revision).toBe(1);
  });

  it('asks the rules again: an amount raised over the limit needs two', () => {
    const over500 = aRule('amount > 500', (facts) => Number(facts.amount) > 500, { quorum: 2 });
    const charter = aCharter({
      taskTypes: {
        customer_reply: aTaskType({
          fields: { amount: { kind: 'money' } },
          rules: [over500],
          plan: [
            {
              tool: 'crm.update_account',
              arguments: { id: '$client', status: 'x', amount: '$fields.amount' },
            },
          ],
        }),
      },
    });
    const story = inReview(charter, { fields: { amount: { minor: 4000, currency: 'EUR' } } });
    expect(story.it().policy.quorum).toBe(1);
    story.does('U0ANA', {
      type: 'edit',
      seen: story.seen(),
      draft: null,
      changes: [{ action: 0, argument: 'amount', value: '900.00 EUR' }],
      nonce: 'nonce-2',
    });
    expect(story.it().policy.quorum).toBe(2);
    expect(story.it().fields.amount).toEqual({ minor: 90000, currency: 'EUR' });
  });
});

describe('handing on', () => {
  it('makes somebody else the owner and starts the time to decide anew', () => {
    const story = inReview();
    story.now = new Date(story.now.getTime() + hour);
    story.does('U0ANA', {
      type: 'escalate',
      seen: story.seen(),
      option: 'escalate_to_sales',
      note: 'Pricing is yours',
    });
    expect(story.it()).toMatchObject({
      state: 'review',
      owner: { role: 'sales', person: 'U0SAL' },
      nextRung: 0,
    });
    expect(story.it().dueAt).toEqual(new Date(story.now.getTime() + 4 * hour));
    expect(story.effects).toContainEqual({
      type: 'tell-owner',
      why: 'escalated',
      owner: { role: 'sales', person: 'U0SAL' },
    });
  });

  it('refuses an option that the charter does not name', () => {
    const story = inReview();
    story.does('U0ANA', { type: 'escalate', seen: story.seen(), option: 'to_the_moon', note: null });
    expect(story.refusal?.code).toBe('unknown_option');
  });

  it('comes back for a decision when the missing information arrives', () => {
    const charter = aCharter({
      taskTypes: { customer_reply: aTaskType({ fields: { seats: { kind: 'integer' } } }) },
    });
    const story = inReview(charter);
    expect(story.it()).toMatchObject({ state: 'blocked', missing: ['seats'] });
    story.does(theAgent, { type: 'supply_information', fields: { seats: 60 }, answer: null });
    expect(story.it().state).toBe('intake');
    story.does(bot, { type: 'triage', packet: null, fields: {}, before: [], owner: null, nonce: 'nonce-2' });
    expect(story.it()).toMatchObject({ state: 'review', missing: [] });
  });
});

describe('supplying what is missing', () => {
  const charter = aCharter({
    taskTypes: { customer_reply: aTaskType({ fields: { seats: { kind: 'integer' } } }) },
  });
  it.each([
    ['a value of the wrong type', { seats: 'many' }],
    ['a field that the charter does not have', { colour: 'red' }],
  ])('refuses %s and stays blocked', (_what, fields) => {
    const story = inReview(charter);
    story.does(theAgent, { type: 'supply_information', fields, answer: null });
    expect(story.refusal?.code).toBe('invalid_value');
    expect(story.it()).toMatchObject({ state: 'blocked', fields: {} });
  });
});

describe('carrying out', () => {
  it('is done when every step is, and can then be undone for as long as the charter says', () => {
    const story = done();
    expect(story.it()).toMatchObject({ state: 'done', nextCheckAt: null });
    expect(story.it().undoUntil).toEqual(new Date(story.now.getTime() + 24 * hour));
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

  it('takes back what it can, newest first, and says what stands', () => {
    const story = done().does('U0BEN', { type: 'roll_back', reason: 'Wrong client' });
    expect(story.it().run?.steps.map(({ action }) => action)).toEqual([1, 0]);
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

  it('never starts a step that is finished', () => {
    const story = stepDone(executing(), 0);
    story.does(bot, { type: 'start_step', step: 0, key: 'again', prior: null });
    expect(story.refusal?.code).toBe('not_now');
  });
});

describe('submitting', () => {
  it('refuses a task type that the charter does not have', () => {
    const story = aStory().does(theAgent, aSubmit({ taskType: 'world_peace' }));
    expect(story.refusal?.code).toBe('unknown_task_type');
    expect(story.handoff).toBeNull();
  });

  it('acts alone only at level 1, when the agent is sure and the tool is harmless', () => {
    const charter = aCharter({
      taskTypes: { customer_reply: aTaskType({ level: 1, plan: [aTaskType().plan[0]!] }) },
    });
    const sure = { ...aSubmit().submission, confidence: 0.9, draft: null };
    expect(inReview(charter, { submission: sure }).it().state).toBe('executing');
    expect(inReview(charter, { submission: { ...sure, confidence: 0.84 } }).it().state).toBe('review');
    expect(inReview(charter, { submission: { ...sure, confidence: null } }).it().state).toBe('review');
  });
});
