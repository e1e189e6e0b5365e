/**
 * An event is something that happened to a handoff. Events are never changed or removed; a handoff is the sum
 * of its events. `data` holds facts (ids, hashes, states, times); `content` holds texts that may be personal,
 * so that they can be erased one day while the chain over the facts still verifies. A run that has begun holds
 * what records said, so it is content; a fresh one holds no text.
 */

import type { HandoffType } from '../charter/charter.js';
import type { Difference } from '../handoff/differences.js';
import type { Owner, Submission } from '../handoff/handoff.js';
import type { Packet } from '../handoff/packet.js';
import type { Policy } from '../handoff/policy.js';
import type { ProposalContent } from '../handoff/proposal.js';
import type { Run } from '../handoff/run.js';
import type { Actor, HandoffId, PersonId } from '../ids.js';
import type { JsonObject } from '../json.js';
import type { Reached } from '../ladder/recipients.js';
import type { Nothing, Shape } from './event-shape.js';
import type {
  AskedAgain,
  CompensationStarted,
  ExceptionRaised,
  Executed,
  Resolved,
  Retried,
  RollbackStarted,
  RolledBack,
  StepFinished,
  StepHeld,
  StepStarted,
} from './run-event.js';

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
    /** Absent in logs from before it was kept. */
    readonly readByModel?: readonly string[];
    readonly nonce: string;
    readonly dueAt: Date;
    readonly expiresAt: Date;
    readonly nextCheckAt: Date;
    readonly run: Run | null;
  },
  {
    readonly packet: Packet;
    readonly fields: JsonObject;
    readonly proposal: ProposalContent | null;
    /** Absent in logs from before it was kept. */
    readonly unread?: readonly (string | null)[];
  }
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
    /** It means another record now, which is read before anybody decides. */
    readonly readsAgain?: { readonly nextCheckAt: Date };
  },
  {
    readonly proposal: ProposalContent;
    readonly fields: JsonObject;
    readonly differences: readonly Difference[];
  }
>;
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
    /** Name of the new owner's calendar; absent when the clock escalated, which changes no hours. */
    readonly calendar?: string | null;
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
  | StepHeld
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
