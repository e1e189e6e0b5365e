import type { FinishStep } from '../../domain/command.js';
import { bot } from '../../domain/ids.js';
import type { JsonObject } from '../../domain/json.js';
import type { Standing } from '../../domain/run/execution.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { OutboxItem } from '../../ports/store.js';
import { done, type EffectOutcome, later } from '../effect-outcome.js';

/** What it takes to end a step. */
export interface Ending {
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

/** Waits between the attempts at one step; after the last one a person looks at it. */
const waitsMs = [2_000, 8_000, 30_000, 60_000];
const longestWaitMs = 5 * 60_000;

/** Ends the step and, in the same transaction, the outbox item. */
export async function finish(
  { item, standing, dispatch, nonce }: Ending,
  { status, result = null, detail = null, record = null }: Outcome,
): Promise<EffectOutcome> {
  // The steps of an undo keep what the write answered.
  const kept = standing.run.kind === 'write' ? result : null;
  await dispatch({
    handoffId: item.handoffId,
    command: {
      type: 'finish_step',
      step: standing.index,
      status,
      result: kept,
      detail,
      record,
      nonce: nonce(),
    },
    actor: bot,
    settles: item.id,
  });
  return done;
}

/** Comes back later, or ends the step when it has been tried often enough. */
export function laterOr(
  ending: Ending,
  outcome: Outcome,
  leastMs = 0,
): EffectOutcome | Promise<EffectOutcome> {
  const waitMs = waitsMs[ending.item.attempts];
  if (waitMs === undefined) return finish(ending, outcome);
  return later(Math.min(Math.max(waitMs, leastMs), longestWaitMs));
}
