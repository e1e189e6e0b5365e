import type { TaskType } from '../../../src/domain/charter/charter.js';
import { actsAlone } from '../../../src/domain/handoff/acts-alone.js';
import { aCharter, aMail, aRule, aTaskType, aTool } from '../../support/a-charter.js';

const plan = [{ tool: 'crm.update_account', arguments: { id: '$client', status: '$fields.status' } }];
const alone = (change: Partial<TaskType> = {}) => aTaskType({ level: 1, plan, ...change });

describe('whether work can be done with nobody looking', () => {
  it('can at level 1 with a tool that can be undone', () => {
    expect(actsAlone(aCharter(), alone())).toBe(true);
  });

  it('counts no rule against it for values that only a submission brings', () => {
    const rule = aRule('amount > 500', ({ amount }) => {
      if (amount === undefined) throw new Error('no such key: amount');
      return Number(amount) > 500;
    });
    const fields = { amount: { kind: 'integer' as const } };
    expect(actsAlone(aCharter(), alone({ fields, rules: [{ ...rule, level: 2 }] }))).toBe(true);
  });

  it.each([
    ['at level 2', {}, { level: 2 as const }],
    ['where the charter only recommends', { mode: 'recommend' as const }, {}],
    ['where the kind of work only recommends', {}, { mode: 'recommend' as const }],
    ['where a rule always asks for a person', {}, { rules: [aRule('true', () => true, { level: 2 })] }],
    ['where an exception from a rule is asked for', {}, { handoffType: 'exception_escalation' as const }],
    [
      'where the plan uses a tool that the customer sees',
      {},
      { plan: [{ tool: 'mail.send', arguments: {} }] },
    ],
    ['where the charter has not the tool', { tools: { [aMail().name]: aMail() } }, {}],
    ['where the tool is sensitive', { tools: { 'crm.update_account': aTool({ sensitive: true }) } }, {}],
  ])('cannot %s', (_why, charter, change) => {
    expect(actsAlone(aCharter(charter), alone(change))).toBe(false);
  });
});
