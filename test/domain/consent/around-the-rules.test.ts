import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aRule, aTaskType } from '../../support/a-charter.js';
import { aDirectory } from '../../support/a-directory.js';
import { inReview, type Story } from '../../support/bot/a-story.js';

const approves = (story: Story, who: string): Story =>
  story.does(who, { type: 'approve', seen: story.seen() });

describe('ways around the charter that lead nowhere', () => {
  it('approvers that only a rule names are bound by the exclusions as well', () => {
    const rules = [aRule('true', () => true, { approvers: ['reviewers'] })];
    const taskTypes = { customer_reply: aTaskType({ approvers: null, rules }) };
    const story = inReview(aCharter({ taskTypes }), { requester: personId('U0BEN') });
    expect(approves(story, 'U0BEN').refusal?.code).toBe('own_request');
    expect(approves(story, 'U0ANA').it().state).toBe('executing');
  });

  it('rules that name different approvers leave those whom all of them name', () => {
    const under = (...named: string[][]) =>
      inReview(
        aCharter({
          taskTypes: {
            customer_reply: aTaskType({
              rules: named.map((approvers) => aRule('true', () => true, { approvers })),
            }),
          },
        }),
      );
    expect(under(['reviewers', 'sales'], ['sales']).it().policy.approverRoles).toEqual(['sales']);
    expect(approves(under(['reviewers'], ['sales']), 'U0BEN').refusal?.code).toBe('nobody_may_approve');
  });

  it('an approval counts no more once its giver may not approve any more', () => {
    const approvers = { roles: ['reviewers'], quorum: 2, exclude: [] };
    const story = inReview(aCharter({ taskTypes: { customer_reply: aTaskType({ approvers }) } }));
    approves(story, 'U0BEN');
    story.directory = (now) => {
      const directory = aDirectory(now);
      const ben = directory.people.U0BEN!;
      return { ...directory, people: { ...directory.people, U0BEN: { ...ben, isDeactivated: true } } };
    };
    expect(approves(story, 'U0ANA').it()).toMatchObject({ state: 'review', decision: null });
    expect(approves(story, 'U0OWN').it().decision?.by).toEqual(['U0ANA', 'U0OWN']);
  });

  it('an edit counts for the rules even where the argument has another name than the field', () => {
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

  it('an edit that means another record shows nothing of the first one', () => {
    const story = inReview();
    story.does('U0ANA', {
      type: 'edit',
      seen: story.seen(),
      draft: null,
      changes: [{ action: 0, argument: 'id', value: 'Globex' }],
      nonce: 'nonce-3',
    });
    expect(story.it().proposal?.actions[0]).toMatchObject({ arguments: { id: 'Globex' }, before: null });
  });

  it('an answer from a window for an earlier question changes nothing', () => {
    const story = inReview();
    const old = story.seen();
    const asks = (question: string): Story =>
      story.does('U0BEN', { type: 'ask_information', seen: story.seen(), question, fields: [] });
    asks('How many seats?');
    story.does('U0ANA', { type: 'supply_information', seen: old, fields: {}, answer: 'Sixty' });
    const packed = { type: 'triage', packet: null, fields: {}, before: [], owner: null } as const;
    story.does(bot, { ...packed, nonce: 'nonce-3' });
    asks('By when?');
    story.does('U0ANA', { type: 'supply_information', seen: old, fields: {}, answer: 'Sixty, I said' });
    expect(story.refusal?.code).toBe('old_card');
    expect(story.it()).toMatchObject({ state: 'blocked', question: { text: 'By when?', answer: null } });
  });
});
