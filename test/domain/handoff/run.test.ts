import {
  changedSomething,
  currentStep,
  type StepStatus,
  stepStatuses,
} from '../../../src/domain/handoff/run.js';
import { startedRun } from '../../../src/domain/run/steps.js';
import { startAt } from '../../support/bot/a-story.js';

const runOf = (...statuses: StepStatus[]) => {
  const run = startedRun(
    statuses.map(() => null),
    startAt,
    0,
  );
  return { ...run, steps: run.steps.map((step, index) => ({ ...step, status: statuses[index]! })) };
};

describe('a run', () => {
  it.each<[StepStatus[], number]>([
    [['waiting', 'waiting'], 0],
    [['done', 'started', 'waiting'], 1],
    [['stands', 'in_doubt', 'waiting'], 1],
    [['failed', 'waiting'], 1],
    [['done', 'stands', 'failed', 'conflict', 'failed_verification'], -1],
    [[], -1],
  ])('whose steps are %j stands at number %i', (statuses, index) => {
    expect(currentStep(runOf(...statuses))).toBe(index);
  });

  it('has changed something where a step is done, or was and does not show it', () => {
    const changed = runOf(...stepStatuses).steps.filter(changedSomething);
    expect(changed.map(({ status }) => status)).toEqual(['done', 'failed_verification']);
  });
});
