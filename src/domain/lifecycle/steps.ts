/**
 * The steps of a run. A write has one step for each action, in order. An undo has one for each action that was
 * carried out, newest first.
 */
import type { PersonId } from '../ids.js';
import type { Run, Step } from '../run.js';

const waiting = (action: number): Step => ({
  action,
  status: 'waiting',
  attempt: 0,
  key: '',
  startedAt: null,
  prior: null,
  result: null,
  detail: null,
});

export const startedRun = (actions: number, now: Date): Run => ({
  kind: 'write',
  startedAt: now,
  askedBy: null,
  reason: null,
  steps: Array.from({ length: actions }, (_, action) => waiting(action)),
});

/** The undo keeps what each step wrote and what stood before, so that it can compare and put back. */
export const undoRun = (
  done: Run,
  ask: { readonly by: PersonId | null; readonly reason: string; readonly now: Date },
): Run => ({
  kind: 'undo',
  startedAt: ask.now,
  askedBy: ask.by,
  reason: ask.reason,
  steps: done.steps
    .filter((step) => step.status === 'done')
    .map((step) => ({ ...waiting(step.action), prior: step.prior, result: step.result, startedAt: null }))
    .reverse(),
});

/** The same run with its unfinished steps waiting again. */
export const again = (run: Run, now: Date): Run => ({
  ...run,
  startedAt: now,
  steps: run.steps.map((step) =>
    step.status === 'done' || step.status === 'stands' ? step : { ...step, status: 'waiting' },
  ),
});
