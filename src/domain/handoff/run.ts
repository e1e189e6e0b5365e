/**
 * A run carries an approved proposal out, or takes it back. Each step is one action. A step is first started,
 * with the prior values and an idempotency key stored, and only then called; so after any crash one knows
 * what may have happened. Steps of an undo are the executed steps, newest first.
 */

import type { Limit } from '../charter/limit.js';

import type { PersonId } from '../ids.js';
import type { JsonObject } from '../json.js';
import type { ExceptionCause } from './exception-cause.js';

export interface Run {
  readonly kind: 'write' | 'undo';
  readonly startedAt: Date;
  /** Who asked for an undo, and why; null for a write. */
  readonly askedBy: PersonId | null;
  readonly reason: string | null;
  /** 0, and one more each time that it begins from the start after everything was taken back. */
  readonly round: number;
  /** What went wrong before, when an undo only cleans up after it. */
  readonly failure: RunFailure | null;
  /** A person has seen what stands in the way and wants it done all the same. */
  readonly isForced: boolean;
  /** Why the next step may not begin just now; null when nothing stands in its way. */
  readonly held: Hold | null;
  readonly steps: readonly Step[];
}

/** What makes a step wait: it fails nothing, and what was begun goes on. */
export interface Hold {
  readonly cause: 'paused' | 'limit';
  /** What is paused, or the tool that was called too often. */
  readonly what: string;
  /** Whoever paused it. */
  readonly by: PersonId | null;
  readonly limit: Limit | null;
  readonly since: Date;
  /** When it ends by itself; null when somebody has to end it. */
  readonly untilAt: Date | null;
}

export interface RunFailure {
  readonly cause: ExceptionCause;
  /** One plain sentence. */
  readonly detail: string;
}

export interface Step {
  /** Index of the action in the approved proposal. */
  readonly action: number;
  /** The record that it works on; null when there is none. One record is worked on by one step at a time. */
  readonly record: string | null;
  readonly status: StepStatus;
  readonly attempt: number;
  /** The same for every attempt of this step. */
  readonly key: string;
  readonly startedAt: Date | null;
  /** What the record held before this step wrote to it. */
  readonly prior: JsonObject | null;
  /** What the target answered: the written values of a record, or the id of a thing made. */
  readonly result: JsonObject | null;
  readonly detail: string | null;
}

/**
 * `failed_verification`: the target said yes, and the record shows something else. `stands`: an executed action that cannot be
 * taken back stays as it is.
 */
export const stepStatuses = [
  'waiting',
  'started',
  'done',
  'failed',
  'failed_verification',
  'in_doubt',
  'conflict',
  'stands',
] as const;
export type StepStatus = (typeof stepStatuses)[number];

/** The step a run stands at: started or in doubt first, else the first waiting one. */
export function currentStep(run: Run): number {
  return run.steps.findIndex(
    (step) => step.status === 'started' || step.status === 'waiting' || step.status === 'in_doubt',
  );
}

/** Steps that changed something, or may have left the record other than it was. */
export function changedSomething({ status }: Step): boolean {
  return status === 'done' || status === 'failed_verification';
}
