import type { HandoffId } from '../domain/ids.js';

/** On whose behalf a tool is called. */
export interface CallOf {
  readonly handoffId: HandoffId;
  readonly account: string | null;
  readonly kind: 'read' | 'write' | 'undo';
  /** Which try of the step; null for a look before anybody decides. */
  readonly attempt: number | null;
}

/** One call of a tool, as it is kept. */
export interface CallRecord extends CallOf {
  readonly tool: string;
  /** The idempotency key; null for a read. */
  readonly key: string | null;
  readonly startedAt: Date;
  readonly durationMs: number;
  /** JSON texts without secrets; null once they are erased. */
  readonly request: string | null;
  readonly response: string | null;
  /** `done`, `refused`, `conflict`, `busy`, `unknown`, or for a read `gone`, `later`, `failed`. */
  readonly outcome: string;
  /** In US dollars; null when nobody knows. */
  readonly cost: number | null;
}

export interface CallStore {
  /** All of them in one transaction. */
  recordCalls(calls: readonly CallRecord[]): Promise<void>;
  /** Every call of a handoff, oldest first. */
  calls(id: HandoffId): Promise<readonly CallRecord[]>;
}
