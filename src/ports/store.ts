import type { Bounds, BoundsAsked } from '../domain/bounds.js';
import type { Directory } from '../domain/directory.js';
import type { Effect } from '../domain/effect.js';
import type { Handoff, State } from '../domain/handoff/handoff.js';
import type { Actor, HandoffId, PersonId } from '../domain/ids.js';
import type { Happened } from '../domain/log/event.js';
import type { Reach } from '../domain/people/reach.js';
import type { Refusal } from '../domain/refusal.js';
import type { Verdict } from '../domain/verdict.js';
import type { AnchorStore } from './anchors.js';
import type { BoundStore } from './bounds.js';
import type { CallStore } from './calls.js';
import type { DelegationStore } from './delegations.js';
import type { Place } from './slack.js';

export type { Verdict };

export interface Change {
  readonly handoffId: HandoffId;
  readonly actor: Actor;
  readonly at: Date;
  /** Makes a repeated submission find the first one. */
  readonly intake: IntakeKey | null;
  /** The outbox row whose outcome this is: it is removed in the same transaction; if it is gone, nothing happens. */
  readonly settles: OutboxId | null;
  /** Pure; what the decision has to know of the bounds, which are gathered in the same transaction. Absent: nothing. */
  readonly asks?: (handoff: Handoff | null) => BoundsAsked;
  /** Pure; called inside the transaction with the stored handoff, or null when there is none, and with what was asked. */
  readonly decide: (handoff: Handoff | null, bounds: Bounds) => Verdict;
}

export interface IntakeKey {
  readonly agent: string;
  readonly key: string;
  /** SHA-256 of the canonical body. */
  readonly bodyHash: string;
}

export type Changed =
  | {
      readonly kind: 'changed';
      /** Null when it is new. */
      readonly before: Handoff | null;
      readonly handoff: Handoff;
      readonly verdict: Verdict;
      readonly queued: number;
    }
  | { readonly kind: 'refused'; readonly handoff: Handoff | null; readonly refusal: Refusal }
  /** The same submission came before. */
  | { readonly kind: 'repeated'; readonly handoff: Handoff }
  /** The same intake key came before with another body. */
  | { readonly kind: 'key_reused' }
  /** The outbox row was settled already. */
  | { readonly kind: 'settled' };

export type OutboxId = number;

export interface OutboxItem {
  readonly id: OutboxId;
  readonly handoffId: HandoffId;
  readonly effect: Effect;
  /** Items of one lane are done one after the other. */
  readonly lane: string;
  readonly dueAt: Date;
  /** Begun this many times before; above 0 an earlier try may have got through. */
  readonly attempts: number;
  readonly queuedAt: Date;
}

export interface OutboxLook {
  readonly due: readonly OutboxItem[];
  /** When the first of the others falls due; null when there is none. */
  readonly nextAt: Date | null;
}

export interface OutboxState {
  readonly waiting: number;
  readonly oldestQueuedAt: Date | null;
}

/** `private:U0ANA` is the newest message to one person that shows the card. */
export type Surface = 'card' | 'exception' | `private:${string}`;

export interface Card {
  readonly handoffId: HandoffId;
  readonly surface: Surface;
  readonly channel: string;
  /** Null while it is being posted. */
  readonly place: Place | null;
  readonly key: string;
  /** Version of the handoff it last showed. */
  readonly shownVersion: number;
}

export interface RecordedEvent extends Happened {
  readonly hash: string;
  readonly prevHash: string;
}

export interface ListFilter {
  readonly states?: readonly State[];
  readonly taskType?: string;
  readonly ownerRole?: string;
  readonly person?: string;
  readonly agent?: string;
  readonly cursor?: string;
  readonly limit: number;
}

/** Open work only. */
export interface AgingFilter {
  /** Only what whoever asks may read; nothing else is counted either. */
  readonly within: Reach;
  readonly isException?: boolean;
  readonly taskType?: string;
  readonly person?: string;
  readonly ownerRoles?: readonly string[];
  readonly dueBefore?: Date;
  readonly requester?: string;
  readonly cursor?: string;
  readonly limit: number;
}

export interface AgingPage {
  readonly handoffs: readonly Handoff[];
  readonly cursor: string | null;
  /** Counted up to 1,001. */
  readonly total: number;
}

export interface LlmCall {
  readonly handoffId: HandoffId;
  readonly account: string | null;
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly at: Date;
}

export interface CharterRecord {
  readonly hash: string;
  readonly text: string;
  /** Level of each task type. */
  readonly levels: Readonly<Record<string, number>>;
  readonly at: Date;
}

export interface OpenCount {
  readonly taskType: string;
  readonly state: State;
  readonly count: number;
}

export interface Store extends AnchorStore, BoundStore, CallStore, DelegationStore {
  /** All changes in one durable transaction, in order. A change that throws undoes only itself. */
  change(changes: readonly Change[]): Promise<readonly (Changed | Error)[]>;

  handoff(id: HandoffId): Promise<Handoff | null>;
  events(id: HandoffId): Promise<readonly RecordedEvent[]>;
  /** The canonical JSON of a proposal by its hash; null when there is none. */
  frozen(id: HandoffId, hash: string): Promise<string | null>;
  list(
    filter: ListFilter,
  ): Promise<{ readonly handoffs: readonly Handoff[]; readonly cursor: string | null }>;
  /** What is open, by when it is due. */
  aging(filter: AgingFilter): Promise<AgingPage>;
  /** Ids whose next check is due, oldest first. */
  due(now: Date, limit: number): Promise<readonly HandoffId[]>;
  /**
   * Open handoffs that nothing would move: without an owner or a next check, or whose next check was due before
   * `since`. At most `limit` of them; found by index, whatever is open.
   */
  stuck(since: Date, limit: number): Promise<readonly HandoffId[]>;
  /** How many are open, per task type and state. */
  openCounts(): Promise<readonly OpenCount[]>;
  /** Open handoffs per owning person. */
  load(): Promise<ReadonlyMap<string, number>>;

  /** One look past the lanes in `busy`, at the item of each lane whose turn it is; nothing is marked yet. */
  outboxLook(now: Date, busy: ReadonlySet<string>): Promise<OutboxLook>;
  /** Counts an attempt durably before it is made. */
  outboxBegin(id: OutboxId, at: Date): Promise<void>;
  outboxDone(id: OutboxId): Promise<void>;
  outboxLater(id: OutboxId, dueAt: Date): Promise<void>;
  /** Everything that waits in a lane, in order. */
  outboxLane(lane: string): Promise<readonly OutboxItem[]>;
  /** Puts items off as if they had been queued for then: nothing of them was tried. */
  outboxAnew(ids: readonly OutboxId[], dueAt: Date): Promise<void>;
  /** Like `outboxLater`, but it was no attempt: the item waits for a bound to end. */
  outboxHold(id: OutboxId, dueAt: Date): Promise<void>;
  /** Makes every item that waits for a bound due. */
  outboxWake(now: Date): Promise<void>;
  /** Queues an update of each message in a channel that shows an earlier version; answers with how many. */
  outboxShowAgain(channel: string, at: Date): Promise<number>;
  /** Makes everything that waits due earlier by this much, as when the clock was set back. */
  outboxSooner(byMs: number): Promise<void>;
  outboxState(): Promise<OutboxState>;

  card(id: HandoffId, surface: Surface): Promise<Card | null>;
  /** The private messages that show the card. */
  copies(id: HandoffId): Promise<readonly Card[]>;
  /** Keeps that a person was reminded. */
  recordNudge(nudge: { readonly person: PersonId; readonly at: Date; readonly count: number }): Promise<void>;
  /** How many reminders reached a person since then. */
  nudgesSince(person: PersonId, since: Date): Promise<number>;
  /** Inserts or replaces. */
  saveCard(card: Card): Promise<void>;

  recordLlmCall(call: LlmCall): Promise<void>;
  /** Keeps the text of a charter by its hash, and each task type's level where it changed. */
  recordCharter(charter: CharterRecord): Promise<void>;
  savePeople(directory: Directory): Promise<void>;
  people(): Promise<Directory>;

  /** Writes, and rejects when nothing can be written any more; the fault's code says why. */
  ping(): Promise<void>;
  /** What is left on the disk of the database. */
  freeBytes(): Promise<number>;
  close(): Promise<void>;
}
