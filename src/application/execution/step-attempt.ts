import type { FinishStep } from '../../domain/command.js';
import type { Handoff } from '../../domain/handoff/handoff.js';
import { differing, valueWords } from '../../domain/handoff/written-values.js';
import { bot } from '../../domain/ids.js';
import type { JsonObject } from '../../domain/json.js';
import { holds, isComparable, type PlannedCall, type Standing } from '../../domain/run/execution.js';
import type { CallOf } from '../../ports/calls.js';
import type { Connector, ReadFault, WriteResult } from '../../ports/connector.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { OutboxItem } from '../../ports/store.js';
import { done, type EffectOutcome, held, later } from '../effect-outcome.js';

/** One attempt at the call of one step. */
export interface StepAttempt {
  readonly item: OutboxItem;
  readonly standing: Standing;
  readonly plan: PlannedCall;
  readonly connector: Connector;
  readonly whose: Pick<CallOf, 'handoffId' | 'account'>;
  readonly dispatch: Dispatch;
  /** For new buttons, should people be asked again. */
  readonly nonce: () => string;
  readonly now: Date;
}

export interface Ending {
  readonly status: FinishStep['status'];
  readonly result?: JsonObject | null;
  readonly detail?: string | null;
  /** On a conflict: what the record holds now. */
  readonly record?: JsonObject | null;
}

/** Told when an attempt ended without any effect, so that the next one need not fear to repeat it. */
export type Untouched = (attempt: number) => void;

/** Waits between the attempts at one step; after the last one a person looks at it. */
const waitsMs = [2_000, 8_000, 30_000, 60_000];
const longestWaitMs = 5 * 60_000;
/** Somebody who lets the work go on wakes it; this is for what nobody could foresee. */
const longestHoldMs = 10 * 60_000;

/** Ends the step and, in the same transaction, the outbox item. */
export const finish = async (
  { item, standing, dispatch, nonce }: Pick<StepAttempt, 'item' | 'standing' | 'dispatch' | 'nonce'>,
  { status, result = null, detail = null, record = null }: Ending,
): Promise<EffectOutcome> => {
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
};

/** Comes back later, or ends the step when it has been tried often enough. */
export const laterOr = (
  attempt: StepAttempt,
  ending: Ending,
  leastMs = 0,
): EffectOutcome | Promise<EffectOutcome> => {
  const waitMs = waitsMs[attempt.item.attempts];
  if (waitMs === undefined) return finish(attempt, ending);
  return later(Math.min(Math.max(waitMs, leastMs), longestWaitMs));
};

/** The record as it is now; null when the tool cannot read it. */
export const readRecord = async ({
  plan,
  connector,
  standing,
  whose,
}: StepAttempt): Promise<{ readonly record: JsonObject | null } | { readonly fault: ReadFault }> => {
  const of = { ...whose, kind: 'read', attempt: standing.step.attempt } as const;
  try {
    return { record: await connector.read({ tool: plan.tool, arguments: plan.arguments, of }) };
  } catch (fault) {
    if (isReadFault(fault)) return { fault };
    throw fault;
  }
};

/**
 * Stores the intent with the prior values, then makes the call, then stores what came of it. `ifRefused` is what
 * a refusal means: a call that may have been made before is still in doubt after it.
 */
export const send = async (
  attempt: StepAttempt,
  { prior, ifRefused }: { readonly prior: JsonObject | null; readonly ifRefused: 'failed' | 'in_doubt' },
  untouched: Untouched,
): Promise<EffectOutcome> => {
  const { item, standing, plan, connector, dispatch, now } = attempt;
  const { index, key } = standing;
  const command = { type: 'start_step', step: index, key, prior } as const;
  const started = await dispatch({ handoffId: item.handoffId, command, actor: bot });
  const isHeld = started.kind === 'changed' && started.handoff.run?.held;
  if (isHeld || (started.kind === 'refused' && started.refusal.code === 'held')) {
    // The attempt before had no effect, and the next one still has to know.
    if (ifRefused === 'failed' && standing.step.attempt > 0) untouched(standing.step.attempt);
    return held(holdMs(started.handoff, now));
  }
  if (started.kind !== 'changed') return done;
  const number = started.handoff.run?.steps[index]?.attempt ?? 0;
  const of = { ...attempt.whose, kind: standing.run.kind, attempt: number };
  const written = await connector.write({ tool: plan.tool, arguments: plan.arguments, key, prior, of });
  if (written.outcome === 'busy' && ifRefused === 'failed') untouched(number);
  return conclude(attempt, written, ifRefused);
};

/** Until the bound ends by itself or the approval is too old, whichever is first; and looked at now and then. */
const holdMs = (handoff: Handoff | null, now: Date): number => {
  const run = handoff?.run ?? null;
  const staleAt =
    handoff && run?.kind === 'write' ? run.startedAt.getTime() + handoff.policy.approvalValidMs + 1 : null;
  const waits = [run?.held?.untilAt?.getTime() ?? null, staleAt]
    .flatMap((at) => (at === null ? [] : [at - now.getTime()]))
    .filter((ms) => ms > 0);
  return Math.min(longestHoldMs, ...waits);
};

const conclude = (
  attempt: StepAttempt,
  written: WriteResult,
  ifRefused: 'failed' | 'in_doubt',
): EffectOutcome | Promise<EffectOutcome> => {
  switch (written.outcome) {
    case 'done':
      return verify(attempt, written.result);
    case 'refused':
      return finish(attempt, { status: ifRefused, detail: written.detail });
    case 'conflict':
      return finish(attempt, {
        status: ifRefused === 'failed' ? 'conflict' : ifRefused,
        detail: written.detail,
      });
    case 'busy':
      return laterOr(attempt, { status: ifRefused, detail: written.detail }, written.retryAfterMs);
    case 'unknown': {
      const { tool } = attempt.plan;
      const ending = { status: 'in_doubt', detail: written.detail } as const;
      const canTell = isComparable(tool) || tool.idempotentByKeyMs !== null;
      return canTell ? laterOr(attempt, ending) : finish(attempt, ending);
    }
  }
};

/** Reads the record back: "accepted" is believed only where nothing can be compared. */
const verify = async (attempt: StepAttempt, result: JsonObject): Promise<EffectOutcome> => {
  const { plan } = attempt;
  if (!isComparable(plan.tool) || Object.keys(plan.desired).length === 0)
    return finish(attempt, { status: 'done', result });
  const seen = await readRecord(attempt);
  if ('fault' in seen || seen.record === null)
    return finish(attempt, {
      status: 'done',
      result,
      detail: 'It was accepted; the record could not be read back.',
    });
  const now = { ...result, ...seen.record };
  if (holds(seen.record, plan.desired, plan.tool)) return finish(attempt, { status: 'done', result: now });
  return finish(attempt, {
    status: 'failed_verification',
    result: now,
    detail: differenceWords(seen.record, plan),
  });
};

const differenceWords = (record: JsonObject, { desired, tool }: PlannedCall): string => {
  const fields = differing(record, desired, tool).map(
    (field) => `${field} is ${valueWords(record[field])} instead of ${valueWords(desired[field])}`,
  );
  return `the call was answered OK, but the record differs: ${fields.join('; ')}`;
};

const isReadFault = (fault: unknown): fault is ReadFault =>
  fault instanceof Error && 'kind' in fault && ['gone', 'refused', 'later'].includes(String(fault.kind));
