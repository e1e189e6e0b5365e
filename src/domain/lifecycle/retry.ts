/**
 * An exception is tried again. What still stands is not done a second time, and what was taken back whole begins from
 * the start with keys that its targets have not seen. On an approval that is too old nothing more is written: when
 * nothing of it was done, it is asked for again.
 */
import type { Retry } from '../command.js';
import type { Context } from '../context.js';
import type { Effect } from '../effect.js';
import type { Handoff } from '../handoff/handoff.js';
import type { Run, Step } from '../handoff/run.js';
import { isRunning, type Running } from '../handoff/views.js';
import { isStale } from '../run/clearance.js';
import { again, startedRun } from '../run/steps.js';
import { targetRecords } from '../run/target-record.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { asksAnew } from './exceptions/ask-again.js';
import { byInvolved } from './permission.js';
import { after, watchRunMs } from './waits.js';

export function retry(handoff: Handoff, command: Retry, context: Context): Ruling {
  const refused = byInvolved(handoff, 'retry', context);
  if (refused) return denied(refused);
  if (!isRunning(handoff)) return triedAgain(handoff, null, context);
  const run = nextTry(handoff, command, context);
  if (
    isStale({ ...handoff, execution: { ...handoff.execution, run } }, context.now) &&
    isUntouched(handoff.execution.run, run)
  )
    return asksAnew(handoff, { nonce: command.nonce ?? handoff.consent.nonce }, context);
  return triedAgain(handoff, run, context);
}

function triedAgain(handoff: Handoff, run: Run | null, { now }: Context): Ruling {
  const messages: Effect[] = [{ type: 'show-card' }, { type: 'show-exception' }];
  return granted(
    [{ type: 'retried', data: { nextCheckAt: after(now, watchRunMs) }, content: { run } }],
    [
      ...messages,
      ...(run ? [{ type: 'run-step' } as const] : isPrepared(handoff) ? [] : [{ type: 'prepare' } as const]),
    ],
  );
}

const isPrepared = ({ exception }: Handoff): boolean => exception?.cause !== 'unprepared';

/** What was taken back whole begins from the start, with keys that its targets have not seen. */
function nextTry(
  { execution: { run }, work: { proposal } }: Running,
  { isForced = false }: Retry,
  { now, charter }: Context,
): Run {
  if (isCleanedUp(run)) return fromTheStart(run, targetRecords(proposal.actions, charter), now);
  return again(run, now, { isForced: isForced && run.kind === 'undo' });
}

function isCleanedUp({ failure, steps }: Run): boolean {
  return failure !== null && steps.every(({ status }) => status === 'done' || status === 'stands');
}

/** Nothing of it stands, and nothing may have happened. */
function isUntouched(before: Run, next: Run): boolean {
  return (isCleanedUp(before) ? next : before).steps.every(
    ({ status, attempt }) =>
      status === 'failed' || status === 'conflict' || (status === 'waiting' && attempt === 0),
  );
}

type Records = readonly (string | null)[];

/** What still stands is not done a second time. */
function fromTheStart(undone: Run, records: Records, now: Date): Run {
  const fresh = startedRun(records, now, undone.round + 1);
  const standing = undone.steps.filter(({ status }) => status === 'stands');
  const steps = fresh.steps.map((step): Step => {
    const before = standing.find(({ action }) => action === step.action);
    return before ? { ...before, status: 'done' } : step;
  });
  return { ...fresh, steps };
}
