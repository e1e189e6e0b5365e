/**
 * The charter says what the bot may do, for whom, who decides, by when, and where escalations go. This is its
 * parsed form: names are resolved, durations are milliseconds, conditions are compiled. What it does not
 * allow is not allowed: an empty approver list means that nobody may approve.
 */
import type { Rota } from '../calendar/rota.js';
import type { ClosedSpan } from '../calendar/span.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { PersonId } from '../ids.js';
import type { JsonObject } from '../json.js';
import type { Limit } from './limit.js';
import type { MoneyCount } from './money.js';
import type { Paging } from './paging.js';
import type { Target, TargetVariable } from './target.js';
import type { ValueType } from './value-type.js';

export interface Charter {
  /** SHA-256 of the file's text; every handoff keeps the hash it was opened under. */
  readonly hash: string;
  readonly organization: string;
  readonly timezone: string;
  readonly mode: Mode;
  readonly agents: Readonly<Record<string, Agent>>;
  readonly roles: Readonly<Record<string, Role>>;
  readonly calendars: Readonly<Record<string, WorkingCalendar>>;
  readonly rotas: Readonly<Record<string, Rota>>;
  readonly tools: Readonly<Record<string, Tool>>;
  readonly taskTypes: Readonly<Record<string, TaskType>>;
  /** Where exceptions are posted and which role owns them when a task type names nobody. */
  readonly exceptions: {
    readonly channel: string;
    readonly owner: string;
    /** The owner hears of it again after this long; from the second time on their manager does as well. */
    readonly remindEveryMs: number;
  };
  /** The role whose people may approve alone in an emergency; null: nobody may. */
  readonly breakGlass: string | null;
  /** How people are reached outside Slack; null: they are not. */
  readonly paging: Paging | null;
  readonly nudging: Nudging;
  /** Hours of single people, and when they are away, by their ids. */
  readonly people: Readonly<
    Record<string, { readonly calendar: string | null; readonly away: readonly ClosedSpan[] }>
  >;
}

/** In `recommend` nothing is ever executed: Approve only records that a person would have. */
export type Mode = 'act' | 'recommend';
export type Level = 1 | 2 | 3 | 4;

export interface Agent {
  readonly name: string;
  /** Name of the environment variable that holds the bearer token. */
  readonly tokenEnv: string;
  readonly maySubmit: readonly string[];
  /** The person who answers for this agent; never counts as an approver of its work. */
  readonly owner?: PersonId;
}

export interface Role {
  readonly name: string;
  /** Handle of a user group in the workspace, such as `support-team`. */
  readonly usergroup?: string;
  readonly users: readonly PersonId[];
  /** The role that escalations go to. */
  readonly manager?: string;
  /** Name of the calendar of their working hours; absent: around the clock. */
  readonly calendar?: string;
}

export interface Tool {
  readonly name: string;
  readonly describes: string;
  /** SHA-256 of the declaration; frozen into each proposal that uses the tool. */
  readonly hash: string;
  readonly arguments: Readonly<Record<string, ValueType>>;
  readonly risk: 'reversible' | 'compensable' | 'irreversible';
  readonly customerFacing: boolean;
  readonly sensitive: boolean;
  /** Names of the record's fields that are kept before the write. */
  readonly priorValues: readonly string[];
  /** How long the target remembers an idempotency key, in milliseconds; null when it does not. */
  readonly idempotentByKeyMs: number | null;
  /** Calls another tool to compensate; absent means: write the prior values back. */
  readonly compensate?: {
    readonly tool: string;
    readonly arguments: JsonObject;
    readonly withinMs: number | null;
  };
  /** How often it may be called to write something new; an undo neither counts nor waits. */
  readonly limits?: readonly Limit[];
  /** How its service counts money, as `$amount.amount`; absent: in minor units. */
  readonly money?: MoneyCount;
  readonly timeoutMs: number;
  /** Whether the record can be looked at before and after the write. */
  readonly reads: boolean;
  /** Arguments for a read that only asks whether the target answers. */
  readonly probe?: JsonObject;
  /** What the write puts into the record: a template by field, or nested as the record is. */
  readonly writes: JsonObject;
  /** Arguments that say which record is meant; they cannot be put back. */
  readonly addressedBy: readonly string[];
  readonly target: Target;
  readonly variables: readonly TargetVariable[];
  /** The channel of the chat workspace that it always posts in. */
  readonly postsIn?: string;
}

export interface TaskType {
  readonly name: string;
  /** Other names under which agents may submit it. */
  readonly aliases: readonly string[];
  readonly describes: string;
  readonly handoffType: HandoffType;
  readonly mode: Mode;
  readonly level: Level;
  readonly channel: string;
  readonly owner: string;
  readonly fields: Readonly<Record<string, ValueType>>;
  readonly approvers: Approvers | null;
  /** Who may read it besides those whom it concerns: roles, or whoever is in the channel of its card. */
  readonly readers: readonly string[] | 'channel';
  readonly rules: readonly Rule[];
  readonly options: Readonly<Record<string, NamedOption>>;
  /** Roles that work may be escalated to besides the named options, and whose people. */
  readonly escalateTo: readonly string[];
  readonly decideWithinMs: number;
  /** After this long without a decision the handoff expires; silence never approves. */
  readonly expireAfterMs: number;
  readonly ladder: readonly Rung[];
  /** The conditions of the ladder's rungs, compiled, by their source. */
  readonly conditions: Readonly<Record<string, Rule['holds']>>;
  readonly tools: readonly string[];
  /** Actions proposed when the agent submits none. */
  readonly plan: readonly PlannedAction[];
  /** Below `approve` a person approves, below `takeOver` a person takes over. */
  readonly confidence: { readonly approve: number; readonly takeOver: number };
  /** Fields that a model may read out of a text even where nobody looks, when the text states them word for word. */
  readonly trustExtracted: readonly string[];
  /** How much of it the bot may do alone; beyond that a person decides. */
  readonly budget?: readonly Limit[];
  readonly approvalValidMs: number;
  readonly undoWithinMs: number;
  readonly rejectCategories: readonly string[];
}

export const handoffTypes = [
  'information_lookup',
  'decision_support',
  'data_entry',
  'approval_preparation',
  'status_update',
  'customer_response',
  'exception_escalation',
] as const;
export type HandoffType = (typeof handoffTypes)[number];

export interface Approvers {
  readonly roles: readonly string[];
  readonly quorum: number;
  readonly exclude: readonly Excluded[];
}
/** Whoever cannot approve what is theirs, unless the charter says otherwise. */
export const everyExcluded = ['requester', 'editor', 'agent_owner'] as const;
export type Excluded = (typeof everyExcluded)[number];

export interface Rule {
  /** The CEL source, for people. */
  readonly when: string;
  /** Throws when it cannot be evaluated; that always means "a person must look". */
  readonly holds: (facts: JsonObject) => boolean;
  readonly level?: Level;
  readonly quorum?: number;
  readonly approvers?: readonly string[];
  readonly owner?: string;
}

export interface NamedOption {
  readonly label: string;
  readonly owner: string;
}

/** How much reminding people have to bear. */
export interface Nudging {
  /** Single reminders to one person on one day; what is more is gathered, once an hour. */
  readonly perDay: number;
  /** From this many at once on they come as one message. */
  readonly digestFrom: number;
  /** Minutes of the person's own day between which nobody is reminded; may pass midnight. */
  readonly quiet: { readonly fromMinute: number; readonly toMinute: number } | null;
}

export interface Rung {
  /** Working time from the start of the clock: this share of the time to decide, plus a fixed wait, or less one. */
  readonly percentOfSla: number;
  readonly plusMs: number;
  /** Nudge reminds, notify tells somebody else as well, escalate makes a role the owner, page reaches outside Slack. */
  readonly do: 'nudge' | 'escalate' | 'notify' | 'page';
  /** `owner`, `owner.manager`, or the name of a role or a rota, a person's id, or a channel such as `#sales`. */
  readonly who: string;
  /** An escalation that reaches the new owner outside Slack as well. */
  readonly outsideSlack?: boolean;
  /** The thread of the card is told as well. */
  readonly inThread?: boolean;
  /** Fires again so often while nothing else of the ladder is due. */
  readonly repeat?: { readonly everyMs: number; readonly atMost: number };
  /** CEL source; its compiled form is in the task type's `conditions`. */
  readonly onlyIf?: string;
}

export interface PlannedAction {
  readonly tool: string;
  /** A text `$draft`, `$client`, `$summary` or `$fields.name` stands for that part of the handoff. */
  readonly arguments: JsonObject;
}
