import type { Handoff } from '../../domain/handoff/handoff.js';
import { valueWords } from '../../domain/handoff/words.js';
import { differing, pick } from '../../domain/handoff/written-values.js';
import { bot } from '../../domain/ids.js';
import type { JsonObject } from '../../domain/json.js';
import { validUntil } from '../../domain/run/clearance.js';
import { holds, isComparable, type PlannedCall } from '../../domain/run/execution.js';
import type { WriteResult } from '../../ports/connector.js';
import { done, type EffectOutcome, held } from '../effect-outcome.js';
import { type Attempt, readRecord } from './attempt.js';
import { comeBackOr, finish, tryAgainOr } from './finish.js';

export interface Sending {
  readonly prior: JsonObject | null;
  /** What a refusal means: a call that may have been made before is still in doubt after it. */
  readonly ifRefused: 'failed' | 'in_doubt';
}

/** Somebody who lets the work go on wakes it; this is for what nobody could foresee. */
const longestHoldMs = 10 * 60_000;

/** Stores the intent with the prior values, then makes the call, then stores what came of it. */
export async function send(attempt: Attempt, { prior, ifRefused }: Sending): Promise<EffectOutcome> {
  const { item, standing, plan, connector, dispatch, now, untouched } = attempt;
  const { index, key } = standing;
  const command = { type: 'start_step', step: index, key, prior } as const;
  const started = await dispatch({ handoffId: item.handoffId, command, actor: bot });
  const isHeld = started.kind === 'changed' && started.handoff.execution.run?.held;
  if (isHeld || (started.kind === 'refused' && started.refusal.code === 'held'))
    return held(holdMs(started.handoff, now));
  if (started.kind !== 'changed') return done;
  const number = started.handoff.execution.run?.steps[index]?.attempt ?? 0;
  const of = { ...attempt.whose, kind: standing.run.kind, attempt: number };
  const written = await connector.write({ tool: plan.tool, arguments: plan.arguments, key, prior, of });
  if (written.outcome === 'busy' && ifRefused === 'failed') untouched(number);
  return conclude(attempt, written, { prior, ifRefused });
}

/** Until the bound ends by itself or the approval is too old, whichever is first; and looked at now and then. */
function holdMs(handoff: Handoff | null, now: Date): number {
  const run = handoff?.execution.run ?? null;
  const validAt = handoff && run?.kind === 'write' ? validUntil(handoff)?.getTime() : null;
  const waits = [run?.held?.untilAt?.getTime() ?? null, validAt == null ? null : validAt + 1]
    .flatMap((at) => (at === null ? [] : [at - now.getTime()]))
    .filter((ms) => ms > 0);
  return Math.min(longestHoldMs, ...waits);
}

function conclude(
  attempt: Attempt,
  written: WriteResult,
  { prior, ifRefused }: Sending,
): EffectOutcome | Promise<EffectOutcome> {
  switch (written.outcome) {
    case 'done':
      return verify(attempt, { prior, result: written.result });
    case 'refused':
      return finish(attempt, { status: ifRefused, detail: written.detail });
    case 'conflict':
      return finish(attempt, {
        status: ifRefused === 'failed' ? 'conflict' : ifRefused,
        detail: written.detail,
      });
    case 'busy':
      return comeBackOr(attempt, { status: ifRefused, detail: written.detail }, written.retryAfterMs);
    case 'unknown': {
      const { tool } = attempt.plan;
      const ending = { status: 'in_doubt', detail: written.detail } as const;
      const canTell = isComparable(tool) || tool.idempotentByKeyMs !== null;
      return canTell ? tryAgainOr(attempt, ending) : finish(attempt, ending);
    }
  }
}

/** Reads the record back: "accepted" is believed only where nothing can be compared. */
async function verify(attempt: Attempt, sent: Sent): Promise<EffectOutcome> {
  const { plan } = attempt;
  const { result } = sent;
  const fields = Object.keys(plan.desired);
  if (!isComparable(plan.tool) || fields.length === 0) return finish(attempt, { status: 'done', result });
  const seen = await readRecord(attempt);
  if ('fault' in seen || seen.record === null)
    return finish(attempt, {
      status: 'done',
      result,
      detail: 'It was accepted; the record could not be read back.',
    });
  if (holds(seen.record, plan.desired, plan.tool))
    return finish(attempt, { status: 'done', result: { ...result, ...pick(seen.record, fields) } });
  // Whoever wrote what stands there now, it is not known to be ours: an undo must not take it for that.
  const ours = Object.fromEntries(Object.entries(result).filter(([field]) => !fields.includes(field)));
  return finish(attempt, {
    status: 'failed_verification',
    result: ours,
    detail: differenceWords(seen.record, { plan, prior: sent.prior }),
  });
}

interface Sent {
  readonly prior: JsonObject | null;
  readonly result: JsonObject;
}

/** All three values of each field: what stood there, what was wanted, and what was found. */
function differenceWords(
  record: JsonObject,
  { plan, prior }: { readonly plan: PlannedCall; readonly prior: JsonObject | null },
): string {
  const { desired, tool } = plan;
  const before = prior ?? plan.expected ?? {};
  const fields = differing(record, desired, tool).map(
    (field) =>
      `${field} is ${valueWords(record[field])} instead of ${valueWords(desired[field])}, and was ${valueWords(before[field])} before`,
  );
  return `the call was answered OK, but the record differs: ${fields.join('; ')}`;
}
