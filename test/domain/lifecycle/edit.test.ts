import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aRule, aTaskType } from '../../support/a-charter.js';
import { aSubmit, holdingNothing, inReview, type Story, startAt } from '../../support/bot/a-story.js';

const quorumOfTwo = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      approvers: { roles: ['reviewers'], quorum: 2, exclude: ['requester', 'editor'] },
    }),
  },
});
const withExclusions = (exclude: readonly ('requester' | 'editor' | 'agent_owner')[]) =>
  aCharter({
    taskTypes: { customer_reply: aTaskType({ approvers: { roles: ['reviewers'], quorum: 1, exclude } }) },
  });
const saves = (story: Story, who: string): Story =>
  story.does(who, {
    type: 'edit',
    seen: story.seen(),
    draft: 'Hi, thanks!',
    changes: [],
    nonce: 'nonce-3',
    approves: true,
  });

describe('editing', () => {
  it('makes a new revision, voids the votes and keeps what was suggested', () => {
    const story = inReview(quorumOfTwo);
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    const first = story.it().work.proposal;
    story.does('U0ANA', {
      type: 'edit',
      seen: story.seen(),
      draft: 'Dear Acme, sixty seats are possible.',
      changes: [{ action: 0, argument: 'status', value: 'answered' }],
      nonce: 'nonce-2',
    });
    const {
      work: { proposal, suggested },
      consent: { votes, editors },
    } = story.it();
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
    expect(story.it().work.proposal?.revision).toBe(1);
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
    expect(story.it().work.fields.amount).toEqual({ minor: 90000, currency: 'EUR' });
  });

  it('counts for the rules also where the argument has another name than the field', () => {
    const rules = [aRule('amount > 500', ({ amount }) => Number(amount) > 500, { quorum: 2 })];
    const taskType = aTaskType({
      fields: { amount: { kind: 'integer' } },
      rules,
      tools: ['crm.update_account'],
      plan: [{ tool: 'crm.update_account', arguments: { id: '$client', status: '$fields.amount' } }],
    });
    const story = inReview(aCharter({ taskTypes: { customer_reply: taskType } }), { fields: { amount: 40 } });
    story.does('U0BEN', {
      type: 'edit',
      seen: story.seen(),
      draft: null,
      changes: [{ action: 0, argument: 'status', value: '4000' }],
      nonce: 'nonce-3',
    });
    expect(story.it().policy.quorum).toBe(2);
  });

  const toGlobex = (story: Story, approves = false) =>
    story.does('U0ANA', {
      type: 'edit',
      seen: story.seen(),
      draft: null,
      changes: [{ action: 0, argument: 'id', value: 'Globex' }],
      nonce: 'nonce-3',
      approves,
    });

  it('that means another record reads that one before anybody decides', () => {
    const story = toGlobex(inReview());
    expect(story.it()).toMatchObject({ state: 'intake', consent: { votes: [] } });
    expect(story.it().work.proposal?.actions[0]).toMatchObject({ arguments: { id: 'Globex' }, before: null });
    expect(story.effects.at(-1)).toEqual({ type: 'prepare' });
    const edited = story.it().work.proposal?.revision ?? 0;
    const seen = { packet: null, fields: {}, before: [{ status: 'lost' }, null], owner: null, nonce: 'n4' };
    story.does(bot, { type: 'triage', ...seen });
    expect(story.it()).toMatchObject({
      state: 'review',
      consent: { nonce: 'n4' },
      work: { proposal: { revision: edited + 1 } },
    });
    expect(story.it().work.proposal?.actions[0]).toMatchObject({
      arguments: { id: 'Globex', status: 'replied' },
      before: { status: 'lost' },
    });
  });

  it('that means another record is never carried out by being saved', () => {
    const plan = [{ tool: 'crm.update_account', arguments: { id: '$client', status: 'replied' } }];
    const charter = aCharter({ taskTypes: { customer_reply: aTaskType({ level: 1, plan }) } });
    const { submission } = aSubmit();
    const sure = { submission: { ...submission, draft: null, confidence: 0.99 } };
    // At the door the tool was paused; now nothing but the edit keeps it from being done.
    const paused = [{ scope: 'all' as const, by: personId('U0BEN'), since: startAt, reason: 'x' }];
    const waits = inReview(charter, sure, (asked) => ({ ...holdingNothing(asked), paused }));
    waits.gather = holdingNothing;
    const story = toGlobex(waits);
    const raised = { packet: null, fields: {}, before: [{ status: 'lost' }], owner: null, nonce: 'n4' };
    story.does(bot, { type: 'triage', ...raised });
    expect(story.it().state).toBe('review');
  });

  it('that means another record is not approved in the same step', () => {
    const story = toGlobex(inReview(), true);
    expect(story.refusal).toMatchObject({ code: 'invalid_value', pointer: '/approve_too' });
    expect(story.it().work.proposal?.actions[0]?.arguments.id).toBe('Acme Corp');
  });

  it('refuses an empty draft, and work on which there is nothing to change', () => {
    const story = inReview();
    story.does('U0ANA', { type: 'edit', seen: story.seen(), draft: ' ', changes: [], nonce: 'nonce-3' });
    expect(story.refusal?.pointer).toBe('/draft');
    const nothing = inReview(aCharter({ taskTypes: { customer_reply: aTaskType({ plan: [] }) } }), {
      submission: { ...aSubmit().submission, draft: null },
    });
    nothing.does('U0ANA', { type: 'edit', seen: nothing.seen(), draft: 'x', changes: [], nonce: 'nonce-3' });
    expect(nothing.refusal?.code).toBe('nothing_to_change');
  });
});

describe('saving and approving in one step', () => {
  it('approves the new version where the charter lets an editor approve', () => {
    const story = saves(inReview(withExclusions(['requester'])), 'U0BEN');
    expect(story.it()).toMatchObject({ state: 'executing', consent: { decision: { by: ['U0BEN'] } } });
    expect(story.it().consent.decision?.hash).toBe(story.it().work.proposal?.hash);
    expect(story.it().work.proposal?.draft?.text).toBe('Hi, thanks!');
    expect(story.effects.map(({ type }) => type).slice(-3)).toEqual(['show-card', 'add-note', 'run-step']);
  });

  it.each([
    ['the charter excludes editors', withExclusions(['editor']), 'U0BEN', 'own_edit'],
    ['the editor is no approver', withExclusions([]), 'U0SAM', 'not_an_approver'],
  ])('saves nothing when %s', (_why, charter, who, code) => {
    const story = inReview(charter);
    const before = story.it();
    saves(story, who);
    expect(story.refusal?.code).toBe(code);
    expect(story.it().work.proposal).toEqual(before.work.proposal);
    expect(story.types().slice(-1)).toEqual(['refused']);
  });
});
