import { personId } from '../../../src/domain/ids.js';
import { aCharter, aRule, aTaskType } from '../../support/a-charter.js';
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
});
