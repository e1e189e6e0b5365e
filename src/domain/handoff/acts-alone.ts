/**
 * Whether work of one kind can ever be done with nobody looking: asked of the very function that decides it, for a
 * submission about which nothing is unusual.
 */
import type { Charter, TaskType } from '../charter/charter.js';
import { settlePolicy } from './settle-policy.js';

export function actsAlone(charter: Charter, taskType: TaskType): boolean {
  const { level, mode } = settlePolicy(charter, taskType, {
    ...{ fields: {}, missing: ['any value'], readByModel: [], text: null },
    ...{ flags: [], confidence: 1, account: 'any', urgency: 'normal', agent: 'any', options: [] },
    actions: taskType.plan.map(({ tool }) => ({ tool, arguments: {} })),
  });
  return level === 1 && mode === 'act';
}
