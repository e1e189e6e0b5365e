/**
 * A command is a wish of somebody: a person, an agent, the clock, or the outcome of an effect. Commands carry
 * everything that they need, the time included, and never an opinion about whether they are allowed.
 */
import type { EffectType } from './effect.js';
import type { Owner, Submission } from './handoff/handoff.js';
import type { Link, Packet } from './handoff/packet.js';
import type { StepStatus } from './handoff/run.js';
import type { HandoffId, PersonId } from './ids.js';
import type { Json, JsonObject } from './json.js';

/** Which card a person acted on: a click on anything but the newest card changes nothing. */
export interface Seen {
  readonly revision: number;
  readonly nonce: string;
  /** It was a message that does not stand for the handoff any more. */
  readonly isElsewhere?: boolean;
}

/** Somebody opens a window of a card to do that in it. */
export interface Open {
  readonly type: 'open';
  readonly verb: Verb;
  readonly seen: Seen;
}

export interface Submit {
  readonly type: 'submit';
  readonly id: HandoffId;
  readonly workspaceId: string;
  /** Its name, or an alias that the charter gives it. */
  readonly taskType: string;
  readonly agent: string;
  readonly requester: PersonId | null;
  readonly account: string | null;
  readonly fields: JsonObject;
  readonly submission: Submission;
  /** Parts of the packet that the agent wrote itself. */
  readonly packet: Partial<Omit<Packet, 'summary' | 'draftedBy'>> & { readonly links: readonly Link[] };
  readonly nonce: string;
}

/** What was gathered before anybody is asked: the packet, what the records hold now, and who should own it. */
export interface Triage {
  readonly type: 'triage';
  readonly packet: Packet | null;
  /** Fields that were found in the text; they never replace a submitted one. */
  readonly fields: JsonObject;
  /** For each action of the proposal, what its record holds; null when that is unknown. */
  readonly before: readonly (JsonObject | null)[];
  /** For each action, why its record could not be read; null where it was, or where there is none. */
  readonly unread?: readonly (string | null)[];
  readonly owner: Owner | null;
  /** For the buttons of the next revision, when there was a card before. */
  readonly nonce: string;
}

export interface SupplyInformation {
  readonly type: 'supply_information';
  readonly seen?: Seen;
  readonly fields: JsonObject;
  readonly answer: string | null;
}
export interface Approve {
  readonly type: 'approve';
  readonly seen: Seen;
}
/** Breaking the glass: an administrator approves alone and says why. */
export interface Override {
  readonly type: 'override';
  readonly seen: Seen;
  readonly reason: string;
}
export interface Edit {
  readonly type: 'edit';
  readonly seen: Seen;
  /** The new draft; null leaves it. */
  readonly draft: string | null;
  readonly changes: readonly { readonly action: number; readonly argument: string; readonly value: Json }[];
  /** For the buttons of the next revision. */
  readonly nonce: string;
  /** Approves the new revision in the same breath, or changes nothing. */
  readonly approves?: boolean;
}
export interface Reject {
  readonly type: 'reject';
  readonly seen: Seen;
  readonly category: string;
  readonly reason: string;
}
export interface Escalate {
  readonly type: 'escalate';
  readonly seen: Seen;
  /** One of the task type's named options, `manager`, `role:finance` or `person:U0ANA`. */
  readonly option: string;
  readonly note: string | null;
}
export interface AskInformation {
  readonly type: 'ask_information';
  readonly seen: Seen;
  readonly question: string;
  /** Names of fields whose values are asked for as well. */
  readonly fields: readonly string[];
}
export interface TakeOver {
  readonly type: 'take_over';
  readonly seen: Seen;
}
export interface HandBack {
  readonly type: 'hand_back';
  readonly seen?: Seen;
  readonly note: string | null;
}
/** Silences the reminders for a while; the time to decide goes on. */
export interface Snooze {
  readonly type: 'snooze';
  readonly seen?: Seen;
  readonly until: Date;
}
/** Finished by hand, outside the bot. */
export interface Complete {
  readonly type: 'complete';
  readonly seen?: Seen;
  readonly note: string | null;
}
export interface Cancel {
  readonly type: 'cancel';
  readonly reason: string;
}
/** The clock says that the next check is due. */
export interface Wake {
  readonly type: 'wake';
}
export interface StartStep {
  readonly type: 'start_step';
  readonly step: number;
  readonly key: string;
  readonly prior: JsonObject | null;
}
export interface FinishStep {
  readonly type: 'finish_step';
  readonly step: number;
  readonly status: Exclude<StepStatus, 'waiting' | 'started'>;
  readonly result: JsonObject | null;
  readonly detail: string | null;
  /** On a conflict: what the record holds now; null when that could not be read. */
  readonly record?: JsonObject | null;
  /** For new buttons, should the work come back for another decision. */
  readonly nonce?: string;
}
export interface Retry {
  readonly type: 'retry';
  readonly seen?: Seen;
  /** Does it although the record has changed since; only for an undo. */
  readonly isForced?: boolean;
  /** For new buttons, should it come back for another decision. */
  readonly nonce?: string;
}
/** An exception was settled by hand, or given up. */
export interface Resolve {
  readonly type: 'resolve';
  readonly seen?: Seen;
  readonly outcome: 'done_by_hand' | 'given_up';
  readonly reason: string;
}
export interface RollBack {
  readonly type: 'roll_back';
  readonly seen?: Seen;
  readonly reason: string;
}
/** A message about the handoff could not be delivered. */
export interface ReportUndeliverable {
  readonly type: 'report_undeliverable';
  readonly surface: string;
  readonly detail: string;
}

/** An effect has failed the same way too often. */
export interface ReportFailing {
  readonly type: 'report_failing';
  readonly effect: EffectType;
  readonly detail: string;
}

export type Command = Deed | Open;
export type CommandType = Deed['type'];
/** What somebody may or may not do with a handoff: a command, or only to read it. */
export type Verb = CommandType | 'read';
type Plain = {
  [Type in CommandType]: Pick<Approve, 'seen'> & { readonly type: Type } extends Extract<Deed, { type: Type }>
    ? Type
    : never;
}[CommandType];
/** Commands that say all with the press of one button: what they are, and on which card. */
export const plainCommands = ['approve', 'take_over'] as const satisfies readonly Plain[];
export type PlainCommand = (typeof plainCommands)[number];
type Deed =
  | Submit
  | Triage
  | SupplyInformation
  | Approve
  | Override
  | Edit
  | Reject
  | Escalate
  | AskInformation
  | TakeOver
  | Snooze
  | HandBack
  | Complete
  | Cancel
  | Wake
  | StartStep
  | FinishStep
  | Retry
  | Resolve
  | RollBack
  | ReportUndeliverable
  | ReportFailing;
