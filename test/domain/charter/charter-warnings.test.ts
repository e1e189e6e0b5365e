import type { Charter } from '../../../src/domain/charter/charter.js';
import { charterWarnings } from '../../../src/domain/charter/charter-warnings.js';
import { aCharter, aRule, aTaskType, aTool } from '../../support/a-charter.js';

const toManager = { percentOfSla: 100, plusMs: 0, do: 'escalate', who: 'owner.manager' } as const;
const warned = (taskType: Parameters<typeof aTaskType>[0], change: Partial<Charter> = {}) =>
  charterWarnings(aCharter({ taskTypes: { customer_reply: aTaskType(taskType) }, ...change }));
const of = (role: string): string =>
  `The ladder of “customer_reply” asks for the manager of “${role}”, who has none: the owner is told instead.`;

describe('what a charter hardly means', () => {
  it('is nothing where every ladder ends with somebody', () => {
    expect(charterWarnings(aCharter())).toEqual([]);
  });

  it('is a rung for the manager of a role that has none, said once', () => {
    const ladder = [toManager, { ...toManager, percentOfSla: 150 }];
    expect(warned({ owner: 'head_of_support', ladder })).toEqual([of('head_of_support')]);
  });

  it('is the same one step higher, after an escalation', () => {
    expect(warned({ ladder: [toManager, { ...toManager, percentOfSla: 150 }] })).toEqual([
      of('head_of_support'),
    ]);
  });

  it('is the same for a role that only a rule hands the work to', () => {
    const rules = [aRule('true', () => true, { owner: 'head_of_support' })];
    expect(warned({ rules, ladder: [toManager] })).toEqual([of('head_of_support')]);
  });

  it('says which lists to choose from are shown shortened', () => {
    const plan = { kind: 'enum' as const, options: ['short', 'x'.repeat(75), 'x'.repeat(76)] };
    const tools = { 'crm.update_account': aTool({ arguments: { plan } }) };
    expect(charterWarnings(aCharter({ tools }))).toContain(
      '1 of the values of “plan” in “crm.update_account” are longer than 75 characters: lists show their beginning and end.',
    );
  });
});
