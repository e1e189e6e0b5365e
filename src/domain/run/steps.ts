/**
 * The steps of a run. A write has one step for each action, in order. An undo has one for each action that was
 * carried out, newest first.
 */

import { changedSomething, type Run, type RunFailure, type Step } from '../handoff/run.js';
import type { PersonId } from '../ids.js';

/** One step for each action; the records are what they work on. */
export function startedRun(records: readonly (string | null)[], now: Date, round: number): Run {
  return {
    kind: 'write',
    startedAt: now,
    askedBy: null,
    reason: null,
    round,
    failure: null,
    isForced: false,
    held: null,
    steps: records.map((record, action) => waiting(action, record)),
  };
}

function waiting(action: number, record: string | null): Step {
  return {
    action,
    record,
    status: 'waiting',
    attempt: 0,
    key: '',
    startedAt: null,
    prior: null,
    result: null,
    detail: null,
  };
}

export interface UndoAsk {
  readonly by: PersonId | null;
  readonly reason: string | null;
  readonly now: Date;
  /** Given when it cleans up after something that went wrong. */
  readonly failure?: RunFailure;
}

/** The undo keeps what each step wrote and what stood before, so that it can compare and put back. */
export function undoRun(done: Run, { by, reason, now, failure }: UndoAsk): Run {
  return {
    kind: 'undo',
    startedAt: now,
    askedBy: by,
    reason,
    round: done.round,
    failure: failure ?? null,
    isForced: false,
    held: null,
    steps: done.steps
      .filter(changedSomething)
      .map((step) => ({ ...waiting(step.action, step.record), prior: step.prior, result: step.result }))
      .reverse(),
  };
}

/** The same run with its unfinished steps waiting again. */
export function again(run: Run, now: Date, { isForced = false } = {}): Run {
  return {
    ...run,
    startedAt: now,
    isForced,
    held: null,
    steps: run.steps.map((step) =>
      step.status === 'done' || step.status === 'stands' ? step : { ...step, status: 'waiting' },
    ),
  };
}
