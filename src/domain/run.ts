/**
 * A run carries an approved proposal out, or takes it back. Each step is one action. A step is first started,
 * with the prior values and an idempotency key stored, and only then called; so after any crash one knows
 * what may have happened. Steps of an undo are the executed steps, newest first.
 */
import type { PersonId } from './ids.js';
import type { JsonObject } from './json.js';

export interface Run {
  readonly kind: 'write' | 'undo';
  readonly startedAt: Date;
  /** Who asked for an undo, and why; null for a write. */
  readonly askedBy: PersonId | null;
  readonly reason: string | null;
  readonly steps: readonly Step[];
}

export interface Step {
  /** Index of the action in the approved proposal. */
  readonly action: number;
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

/** `stands`: an executed action that cannot be taken back stays as it is. */
export const stepStatuses = [
  'waiting',
  'started',
  'done',
  'failed',
  'in_doubt',
  'conflict',
  'stands',
] as const;
export type StepStatus = (typeof stepStatuses)[number];

/** The step a run stands at: started or in doubt first, else the first waiting one. */
export const currentStep = (run: Run): number =>
  run.steps.findIndex(
    (step) => step.status === 'started' || step.status === 'waiting' || step.status === 'in_doubt',
  );
