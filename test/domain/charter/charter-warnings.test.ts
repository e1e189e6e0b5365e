import type { Charter } from '../../../src/domain/charter/charter.js';
import { charterWarnings } from '../../../src/domain/charter/charter-warnings.js';
import { aCharter, aRule, aTaskType } from '../../support/a-charter.js';

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
});
