import { pick } from '../../domain/handoff/written-values.js';
import type { JsonObject } from '../../domain/json.js';
import {
  conflictWords,
  holds,
  isComparable,
  isKeyRemembered,
  underWayMs,
} from '../../domain/run/execution.js';
import { type EffectOutcome, later } from '../effect-outcome.js';
import { type Attempt, readRecord } from './attempt.js';
import { comeBackOr, finish, tryAgainOr } from './finish.js';
import { type Sending, send } from './send.js';

/** The call may have taken effect: its key, or the record itself, must tell. */
export async function clearDoubt(attempt: Attempt): Promise<EffectOutcome> {
  const { plan, history, now, standing } = attempt;
  const prior = history.first?.prior ?? null;
  const isRepeatable = isKeyRemembered(plan.tool, history, now);
  const restMs = underWayMs(plan.tool, standing.step, now);
  if (!isComparable(plan.tool)) {
    // After an exception, a person who asked for another try has answered the doubt.
    const isAskedFor = standing.step.status === 'waiting';
    if (isAskedFor && !isRepeatable && restMs > 0) return later(restMs);
    if (isRepeatable || isAskedFor) return repeat(attempt, { prior, ifRefused: 'in_doubt' });
    return finish(attempt, { status: 'in_doubt', detail: 'no answer came back, and there is no way to ask' });
  }
  const seen = await readRecord(attempt);
  if ('fault' in seen) {
    const outcome = { status: 'in_doubt', detail: seen.fault.message } as const;
    return seen.fault.kind === 'later' ? tryAgainOr(attempt, outcome) : finish(attempt, outcome);
  }
  return judge(attempt, { record: seen.record ?? {}, prior, isRepeatable, restMs });
}

interface Found {
  readonly record: JsonObject;
  readonly prior: JsonObject | null;
  readonly isRepeatable: boolean;
  /** So long what was sent may still take effect: until then "as before" says nothing. */
  readonly restMs: number;
}

function judge(attempt: Attempt, found: Found): EffectOutcome | Promise<EffectOutcome> {
  const { plan, standing, clearance } = attempt;
  const { record, prior, isRepeatable, restMs } = found;
  const { desired, tool } = plan;
  const expected = prior ?? plan.expected;
  const isDesired = holds(record, desired, tool);
  // A call with a remembered key also brings back its answer.
  const asksKey = isRepeatable && clearance.kind === 'clear';
  if (isDesired && !asksKey)
    return finish(attempt, { status: 'done', result: pick(record, Object.keys(desired)) });
  if (restMs > 0 && !isRepeatable) return later(restMs);
  const isAsBefore = holds(record, expected, tool);
  const isUntouched = isAsBefore && !isDesired && restMs === 0;
  if (isDesired || isAsBefore)
    return repeat(attempt, { prior, ifRefused: isUntouched ? 'failed' : 'in_doubt' });
  const words = conflictWords(record, { ...plan, expected }, standing.run.kind);
  const status = standing.step.status === 'waiting' ? 'conflict' : 'in_doubt';
  return finish(attempt, { status, detail: words || 'no answer came back, and the record cannot tell' });
}

/** Only what may be written now is called again. */
function repeat(attempt: Attempt, sending: Sending): EffectOutcome | Promise<EffectOutcome> {
  const { clearance } = attempt;
  if (clearance.kind === 'clear') return send(attempt, sending);
  const outcome = { status: sending.ifRefused, detail: clearance.detail };
  return clearance.kind === 'stop' ? finish(attempt, outcome) : comeBackOr(attempt, outcome);
}
