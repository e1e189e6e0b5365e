/**
 * A handoff is one bounded piece of work that passes from an agent or a trigger to people. It has one state,
 * one owner and one next check at any moment, and it holds everything that a decision about it depends on.
 * It is rebuilt from its events; nothing else ever changes it.
 */
import type { Span } from '../calendar/span.js';
import type { HandoffType, Mode } from '../charter/charter.js';
import type { HandoffId, PersonId } from '../ids.js';
import type { JsonObject } from '../json.js';
import type { ExceptionCause } from './exception-cause.js';
import type { Packet } from './packet.js';
import type { Policy } from './policy.js';
import type { Proposal } from './proposal.js';
import type { Run } from './run.js';

export const openStates = ['intake', 'blocked', 'review', 'executing', 'taken_over', 'exception'] as const;
export const endStates = ['done', 'rejected', 'cancelled', 'expired', 'rolled_back', 'resolved'] as const;
export const states = [...openStates, ...endStates] as const;
export type State = (typeof states)[number];
export const isOpen = (state: State): boolean => (openStates as readonly State[]).includes(state);

export interface Handoff {
  readonly id: HandoffId;
  readonly workspaceId: string;
  readonly state: State;
  /** Counts events; every change is made on the version it was decided on. */
  readonly version: number;
  readonly policy: Policy;
  readonly owner: Owner;
  /** Where it came from; only an erasure changes anything of it. */
  readonly origin: {
    readonly taskType: string;
    readonly handoffType: HandoffType;
    /** The customer or business unit; memory never crosses it. */
    readonly account: string | null;
    readonly agent: string;
    readonly requester: PersonId | null;
    readonly submission: Submission;
    readonly charterHash: string;
    readonly openedAt: Date;
  };
  /** What it is about and what is proposed. */
  readonly work: {
    readonly packet: Packet;
    readonly fields: JsonObject;
    /** Names of required fields that nobody has supplied yet. */
    readonly missing: readonly string[];
    /** Names of fields whose value a model read out of the text, and nobody gave since. */
    readonly readByModel: readonly string[];
    /** For each action, why its record could not be read; null or nothing where it was. */
    readonly unread: readonly (string | null)[];
    /** What somebody asked last, and the answer once there is one. */
    readonly question: Question | null;
    /** What the agent suggested first; kept apart from what is approved for ever. */
    readonly suggested: Proposal | null;
    readonly proposal: Proposal | null;
  };
  /** Who agreed to what. */
  readonly consent: {
    /** Unguessable; on every button of the card, and renewed with each revision. */
    readonly nonce: string;
    /** Everybody who has put words or values into what is proposed, in the order in which they first did. */
    readonly editors: readonly PersonId[];
    readonly votes: readonly Vote[];
    readonly decision: Decision | null;
    /** What the records held that was no longer as shown, when an approval was asked for again. */
    readonly moved: string | null;
  };
  /** What is carried out or put back. */
  readonly execution: {
    readonly run: Run | null;
    /** Of the run that begins next: no two runs of a handoff share one. */
    readonly round: number;
    readonly undoUntil: Date | null;
  };
  readonly exception: Exception | null;
  /** By when something happens if nobody moves. */
  readonly clock: {
    /** When the time to decide began; null until the work is triaged. */
    readonly startedAt: Date | null;
    /** Stretches that do not count, because the ball was with whoever had to answer. */
    readonly pauses: readonly Span[];
    /** Nobody is reminded before then; the time to decide goes on. */
    readonly snoozedUntil: Date | null;
    /** When a person or the agent last did something with it. */
    readonly touchedAt: Date;
    /** How often somebody was reminded since then. */
    readonly reminders: number;
    readonly dueAt: Date | null;
    readonly expiresAt: Date | null;
    /** Index of the next rung of the ladder that has not fired. */
    readonly nextRung: number;
    /** Null only in an end state: nothing open is ever without a next check. */
    readonly nextCheckAt: Date | null;
  };
  readonly ending: Ending | null;
}

type Group = 'origin' | 'work' | 'consent' | 'execution' | 'clock';

/** Of a group only what changes is named. */
export type HandoffChange = {
  readonly [Key in keyof Handoff]?: Key extends Group ? Partial<Handoff[Key]> : Handoff[Key];
};

export function applyChange(handoff: Handoff, change: HandoffChange): Handoff {
  return {
    ...handoff,
    ...change,
    origin: { ...handoff.origin, ...change.origin },
    work: { ...handoff.work, ...change.work },
    consent: { ...handoff.consent, ...change.consent },
    execution: { ...handoff.execution, ...change.execution },
    clock: { ...handoff.clock, ...change.clock },
  };
}

/** Somebody still has to give something before anybody can decide. */
export function isUnanswered({ work: { missing, question } }: Pick<Handoff, 'work'>): boolean {
  return missing.length > 0 || question?.answer === null;
}

/** What arrived, as it arrived. */
export interface Submission {
  readonly summary: string;
  readonly confidence: number | null;
  readonly flags: readonly string[];
  readonly recommendedAction: string | null;
  readonly options: readonly string[];
  readonly urgency: Urgency;
  /** Raw text that still has to be packed into a packet; null when the agent packed it itself. */
  readonly text: string | null;
  readonly draft: string | null;
  readonly actions: readonly SubmittedAction[];
}
export type Urgency = 'low' | 'normal' | 'high' | 'critical';
export interface SubmittedAction {
  readonly tool: string;
  readonly arguments: JsonObject;
}

export interface Question {
  readonly by: PersonId | null;
  readonly text: string;
  /** Names of the fields that are asked for as well. */
  readonly fields: readonly string[];
  readonly answer: string | null;
}

/** A role answers for the work; a person of it, once chosen, is nudged. */
export interface Owner {
  readonly role: string;
  readonly person: PersonId | null;
}

export interface Vote {
  readonly by: PersonId;
  /** Whose right it was: somebody who had handed it to them for a time, otherwise their own. */
  readonly inPlaceOf: PersonId;
  readonly hash: string;
  readonly at: Date;
}

export interface Decision {
  readonly verdict: 'approved' | 'rejected';
  readonly by: readonly PersonId[];
  /** Why an administrator approved alone, past the charter's approvers; null for every ordinary decision. */
  readonly override: string | null;
  /** Hash of the proposal that was decided on; null when work was rejected that proposed nothing. */
  readonly hash: string | null;
  readonly at: Date;
  readonly category: string | null;
  readonly reason: string | null;
  /** Recorded only, when the charter says `recommend`. */
  readonly mode: Mode;
}

export interface Exception {
  readonly cause: ExceptionCause;
  /** One plain sentence. */
  readonly detail: string;
  readonly owner: Owner;
  readonly since: Date;
}

export interface Ending {
  readonly by: PersonId | null;
  readonly reason: string | null;
  readonly at: Date;
}
