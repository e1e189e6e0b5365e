import { conflictWords, holds } from '../../domain/run/execution.js';
import type { ReadFault } from '../../ports/connector.js';
import type { EffectOutcome } from '../effect-outcome.js';
import { type Attempt, readRecord } from './attempt.js';
import { comeBackOr, finish } from './finish.js';
import { send } from './send.js';

/** Nothing of this step has happened yet: it is called when the record is as it was shown. */
export async function begin(attempt: Attempt): Promise<EffectOutcome> {
  const { plan, standing, clearance } = attempt;
  const cannot = { status: 'failed', detail: clearance.kind === 'clear' ? null : clearance.detail } as const;
  if (clearance.kind === 'stop') return finish(attempt, cannot);
  if (clearance.kind === 'wait') return comeBackOr(attempt, cannot);
  const seen = await readRecord(attempt);
  if ('fault' in seen) return cannotBegin(attempt, seen.fault);
  const { record } = seen;
  const isCompared = record && plan.expected && !standing.run.isForced;
  const words = isCompared ? conflictWords(record, plan, standing.run.kind) : '';
  if (words && record && standing.run.kind === 'undo' && holds(record, plan.desired, plan.tool))
    return finish(attempt, { status: 'done', detail: 'The earlier values stood there already.' });
  if (words) return finish(attempt, { status: 'conflict', detail: words, record });
  return send(attempt, { prior: record, ifRefused: 'failed' });
}

function cannotBegin(attempt: Attempt, fault: ReadFault): EffectOutcome | Promise<EffectOutcome> {
  if (fault.kind === 'later') return comeBackOr(attempt, { status: 'failed', detail: fault.message });
  const status = fault.kind === 'gone' && attempt.plan.expected ? 'conflict' : 'failed';
  return finish(attempt, { status, detail: fault.message });
}
