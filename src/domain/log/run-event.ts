/**
 * What happens while a proposal is carried out, taken back or mended.
 */

import type { ExceptionCause } from '../handoff/exception-cause.js';
import type { Exception, Owner } from '../handoff/handoff.js';
import type { ProposalContent } from '../handoff/proposal.js';
import type { Hold, Run, Step, StepStatus } from '../handoff/run.js';
import type { JsonObject } from '../json.js';
import type { Shape } from './event-shape.js';

export type StepStarted = Shape<
  'step_started',
  { readonly step: number; readonly key: string; readonly attempt: number },
  { readonly prior: JsonObject | null }
>;
/** The next step may not begin just now; it waits. */
export type StepHeld = Shape<'step_held', { readonly step: number; readonly hold: Hold }>;
export type StepFinished = Shape<
  'step_finished',
  { readonly step: number; readonly status: Step['status'] & StepStatus },
  { readonly result: JsonObject | null; readonly detail: string | null }
>;
/** A record was no longer as shown, before anything was written: the next revision shows it as it is now. */
export type AskedAgain = Shape<
  'asked_again',
  {
    readonly revision: number;
    readonly nonce: string;
    readonly dueAt: Date;
    readonly nextCheckAt: Date;
  },
  { readonly proposal: ProposalContent; readonly moved: string }
>;
/** What was done before a failure is taken back. */
export type CompensationStarted = Shape<
  'compensation_started',
  { readonly cause: ExceptionCause; readonly nextCheckAt: Date },
  { readonly run: Run; readonly detail: string }
>;
export type Executed = Shape<'executed', { readonly undoUntil: Date | null }>;
export type ExceptionRaised = Shape<
  'exception_raised',
  { readonly cause: ExceptionCause; readonly owner: Owner; readonly nextCheckAt: Date },
  { readonly detail: Exception['detail'] }
>;
/** Without a run there is nothing to carry out: the card is shown again for a decision. */
export type Retried = Shape<'retried', { readonly nextCheckAt: Date }, { readonly run: Run | null }>;
export type Resolved = Shape<
  'resolved',
  { readonly outcome: 'done_by_hand' | 'given_up' },
  { readonly reason: string }
>;
export type RollbackStarted = Shape<
  'rollback_started',
  { readonly nextCheckAt: Date },
  { readonly reason: string; readonly run: Run }
>;
export type RolledBack = Shape<'rolled_back', { readonly undone: number; readonly stands: number }>;
