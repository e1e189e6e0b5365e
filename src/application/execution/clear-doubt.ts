import type { JsonObject } from '../../domain/json.js';
import { conflictWords, holds, isComparable, isKeyRemembered } from '../../domain/run/execution.js';
import type { EffectOutcome } from '../effect-outcome.js';
import { type Attempt, readRecord } from './attempt.js';
import { finish, laterOr } from './finish.js';
import { send } from './send.js';

/** The call may have taken effect: its key, or the record itself, must tell. */
export async function clearDoubt(attempt: Attempt): Promise<EffectOutcome> {
  const { plan, history, now, standing } = attempt;
  const prior = history.first?.prior ?? null;
  const isRepeatable = isKeyRemembered(plan.tool, history, now);
  if (!isComparable(plan.tool)) {
    // After an exception, a person who asked for another try has answered the doubt.
    const isAskedFor = standing.step.status === 'waiting';
    if (isRepeatable || isAskedFor) return send(attempt, { prior, ifRefused: 'in_doubt' });
    return finish(attempt, { status: 'in_doubt', detail: 'no answer came back, and there is no way to ask' });
  }
  const seen = await readRecord(attempt);
  if ('fault' in seen) {
    const ending = { status: 'in_doubt', detail: seen.fault.message } as const;
    return seen.fault.kind === 'later' ? laterOr(attempt, ending) : finish(attempt, ending);
  }
  const record = seen.record ?? {};
  return judge(attempt, { record, prior, isRepeatable });
}

interface Found {
  readonly record: JsonObject;
  readonly prior: JsonObject | null;
  readonly isRepeatable: boolean;
}

function judge(attempt: Attempt, { record, prior, isRepeatable }: Found): Promise<EffectOutcome> {
  const { plan, standing } = attempt;
  const isDesired = holds(record, plan.desired, plan.tool);
  // A call with a remembered key also brings back its answer.
  if (isDesired && !isRepeatable) return finish(attempt, { status: 'done', result: record });
  const isAsBefore = holds(record, prior ?? plan.expected, plan.tool);
  const ifRefused = isAsBefore && !isDesired ? 'failed' : 'in_doubt';
  if (isDesired || isAsBefore) return send(attempt, { prior, ifRefused });
  const words = conflictWords(record, { ...plan, expected: prior ?? plan.expected }, standing.run.kind);
  const status = standing.step.status === 'waiting' ? 'conflict' : 'in_doubt';
  return finish(attempt, { status, detail: words || 'no answer came back, and the record cannot tell' });
}
