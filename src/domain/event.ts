/**
 * An event is something that happened to a handoff. Events are never changed or removed; a handoff is the sum
 * of its events. `data` holds facts (ids, hashes, states, times); `content` holds texts that may be personal,
 * so that they can be erased one day while the chain over the facts still verifies. A run that has begun holds
 * what records said, so it is content; a fresh one holds no text.
 */

import type { HandoffType } from './charter.js';
import type { ExceptionCause } from './exception-cause.js';
import type { Exception, Owner, Submission } from './handoff.js';
import type { Actor, HandoffId, PersonId } from './ids.js';
import type { JsonObject } from './json.js';
import type { Packet } from './packet.js';
import type { Policy } from './policy.js';
import type { ProposalContent } from './proposal.js';
import type { Reached } from './reached.js';
import type { Run, Step, StepStatus } from './run.js';

interface Shape<Type extends string, Data, Content = null> {
  readonly type: Type;
  readonly data: Data;
  readonly content: Content;
}
type Nothing = Record<string, never>;

export type Submitted = Shape<
  'submitted',
  {
    readonly id: HandoffId;
    readonly workspaceId: string;
    readonly taskType: string;
    readonly handoffType: HandoffType;
    readonly agent: string;
    readonly requester: PersonId | null;
    readonly charterHash: string;
    readonly policy: Policy;
    readonly owner: Owner;
    readonly missing: readonly string[];
    readonly nonce: string;
    readonly nextCheckAt: Date;
  },
  {
    readonly account: string | null;
    readonly submission: Submission;
    readonly fields: JsonObject;
    readonly packet: Packet;
    readonly proposal: ProposalContent | null;
  }
>;
export type Triaged = Shape<
  'triaged',
  {
    readonly to: 'review' | 'blocked' | 'executing';
    readonly owner: Owner;
    readonly policy: Policy;
    readonly missing: readonly string[];
    readonly nonce: string;
    readonly dueAt: Date;
    readonly expiresAt: Date;
    readonly nextCheckAt: Date;
    readonly run: Run | null;
  },
  { readonly packet: Packet; readonly fields: JsonObject; readonly proposal: ProposalContent | null }
>;
export type InformationSupplied = Shape<
  'information_supplied',
  { readonly missing: readonly string[]; readonly nextCheckAt: Date },
  { readonly fields: JsonObject; readonly answer: string | null }
>;
export type Voted = Shape<
  'voted',
  { readonly hash: string; readonly revision: number; readonly inPlaceOf: PersonId }
>;
/** An administrator approved alone, past the charter's approvers. */
export type Overridden = Shape<
  'overridden',
  { readonly hash: string; readonly revision: number },
  { readonly reason: string }
>;
export type Approved = Shape<
  'approved',
  {
    readonly by: readonly PersonId[];
    readonly hash: string;
    readonly to: 'executing' | 'done';
    readonly run: Run | null;
    readonly nextCheckAt: Date | null;
  }
>;
export type Edited = Shape<
  'edited',
  {
    readonly revision: number;
    readonly nonce: string;
    readonly policy: Policy;
    readonly voidedVotes: number;
  },
  {
    readonly proposal: ProposalContent;
    readonly fields: JsonObject;
    readonly differences: readonly Difference[];
  }
>;
/** `action` is null for the draft. */
export interface Difference {
  readonly action: number | null;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}
export type Rejected = Shape<
  'rejected',
  { readonly hash: string | null; readonly category: string },
  { readonly reason: string }
>;
export type Escalated = Shape<
  'escalated',
  {
    readonly from: Owner;
    readonly to: Owner;
    /** `clock` when the time to decide ran out. */
    readonly option: string;
    readonly dueAt: Date | null;
    readonly nextRung: number;
    readonly nextCheckAt: Date;
  } & Reached,
  { readonly note: string | null }
>;
export type InformationAsked = Shape<
  'information_asked',
  { readonly nextCheckAt: Date; readonly fields: readonly string[] },
  { readonly question: string }
>;
export type TakenOver = Shape<'taken_over', { readonly by: PersonId; readonly nextCheckAt: Date }>;
export type Snoozed = Shape<'snoozed', { readonly until: Date; readonly nextCheckAt: Date }>;
export type HandedBack = Shape<
  'handed_back',
  { readonly nextCheckAt: Date; readonly owner?: Owner },
  { readonly note: string | null }
>;
export type Completed = Shape<'completed', Nothing, { readonly note: string | null }>;
export type Cancelled = Shape<'cancelled', Nothing, { readonly reason: string }>;
export type Expired = Shape<'expired', Nothing>;
export type Nudged = Shape<
  'nudged',
  {
    readonly who: Owner;
    readonly rung: number | null;
    readonly nextRung: number;
    readonly nextCheckAt: Date;
    /** A channel was told instead of a person. */
    readonly channel?: string;
  } & Reached
>;
/** Looked at on time, and nothing had to be done. */
export type Checked = Shape<'checked', { readonly nextCheckAt: Date; readonly nextRung?: number }>;
export type StepStarted = Shape<
  'step_started',
  { readonly step: number; readonly key: string; readonly attempt: number },
  { readonly prior: JsonObject | null }
>;
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
export type Undelivered = Shape<'undelivered', { readonly surface: string }, { readonly detail: string }>;
/** Somebody was refused; nothing else changed. */
export type Refused = Shape<'refused', { readonly command: string; readonly code: string }>;
/** The texts of its customer were erased by whoever runs the bot. */
export type Erased = Shape<'erased', Nothing>;

export type HandoffEvent =
  | Submitted
  | Triaged
  | InformationSupplied
  | Voted
  | Overridden
  | Approved
  | Edited
  | Rejected
  | Escalated
  | InformationAsked
  | TakenOver
  | Snoozed
  | HandedBack
  | Completed
  | Cancelled
  | Expired
  | Nudged
  | Checked
  | StepStarted
  | StepFinished
  | AskedAgain
  | CompensationStarted
  | Executed
  | ExceptionRaised
  | Retried
  | Resolved
  | RollbackStarted
  | RolledBack
  | Undelivered
  | Refused
  | Erased;
export type EventType = HandoffEvent['type'];

/** An event with its place: the n-th of its handoff, counted from 1. */
export interface Happened {
  readonly handoffId: HandoffId;
  readonly n: number;
  readonly at: Date;
  readonly actor: Actor;
  readonly event: HandoffEvent;
}
