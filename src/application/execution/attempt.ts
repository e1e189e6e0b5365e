import type { FinishStep } from '../../domain/command.js';
import type { JsonObject } from '../../domain/json.js';
import type { Clearance } from '../../domain/run/clearance.js';
import type { PlannedCall, Standing, StepHistory } from '../../domain/run/execution.js';
import type { CallOf } from '../../ports/calls.js';
import { type Connector, isReadFault, type ReadFault } from '../../ports/connector.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { OutboxItem } from '../../ports/store.js';

/** What it takes to end a step. */
export interface AttemptEnd {
  readonly item: OutboxItem;
  readonly standing: Standing;
  readonly dispatch: Dispatch;
  /** For new buttons, should people be asked again. */
  readonly nonce: () => string;
}

export interface Outcome {
  readonly status: FinishStep['status'];
  readonly result?: JsonObject | null;
  readonly detail?: string | null;
  /** On a conflict: what the record holds now. */
  readonly record?: JsonObject | null;
}

/** One attempt at the call of one step. */
export interface Attempt extends AttemptEnd {
  readonly plan: PlannedCall;
  readonly history: StepHistory;
  readonly connector: Connector;
  readonly whose: Pick<CallOf, 'handoffId' | 'account'>;
  readonly now: Date;
  /** Whether this may be written now. */
  readonly clearance: Clearance;
  /** As long as this it is worth coming back. */
  readonly until: Date;
  /** Told when an attempt ended without any effect, so that the next one need not fear to repeat it. */
  readonly untouched: (attempt: number) => void;
}

/** The record as it is now; null when the tool cannot read it. */
export async function readRecord({
  plan,
  connector,
  standing,
  whose,
}: Attempt): Promise<{ readonly record: JsonObject | null } | { readonly fault: ReadFault }> {
  const of = { ...whose, kind: 'read', attempt: standing.step.attempt } as const;
  try {
    return { record: await connector.read({ tool: plan.tool, arguments: plan.arguments, of }) };
  } catch (fault) {
    if (isReadFault(fault)) return { fault };
    throw fault;
  }
}
