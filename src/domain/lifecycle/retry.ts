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
import { isStale } from '../run/clearance.js';
import { again, startedRun } from '../run/steps.js';
import { targetRecords } from '../run/target-record.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { asksAnew } from './exceptions/ask-again.js';
import { byInvolved } from './permission.js';
import { after, watchRunMs } from './waits.js';

export const retry = (handoff: Handoff, command: Retry, context: Context): Ruling => {
  const refused = byInvolved(handoff, 'retry', context);
  if (refused) return denied(refused);
  const { proposal } = handoff.work;
  const records = targetRecords(proposal?.actions ?? [], context.charter);
  const run = handoff.execution.run && nextTry(handoff.execution.run, { command, records, now: context.now });
  if (
    run &&
    proposal &&
    isStale({ ...handoff, execution: { ...handoff.execution, run } }, context.now) &&
    isUntouched(handoff.execution.run, run)
  )
    return asksAnew(handoff, { proposal, nonce: command.nonce ?? handoff.consent.nonce }, context);
  const messages: Effect[] = [{ type: 'show-card' }, { type: 'show-exception' }];
  return granted(
    [{ type: 'retried', data: { nextCheckAt: after(context.now, watchRunMs) }, content: { run } }],
    [
      ...messages,
      ...(run ? [{ type: 'run-step' } as const] : isPrepared(handoff) ? [] : [{ type: 'prepare' } as const]),
    ],
  );
};

const isPrepared = ({ exception }: Handoff): boolean => exception?.cause !== 'unprepared';

type Records = readonly (string | null)[];

/** What was taken back whole begins from the start, with keys that its targets have not seen. */
const nextTry = (
  run: Run,
  {
    command: { isForced = false },
    records,
    now,
  }: { readonly command: Retry; readonly records: Records; readonly now: Date },
): Run => {
  if (isCleanedUp(run)) return fromTheStart(run, records, now);
  return again(run, now, { isForced: isForced && run.kind === 'undo' });
};

const isCleanedUp = ({ failure, steps }: Run): boolean =>
  failure !== null && steps.every(({ status }) => status === 'done' || status === 'stands');

/** Nothing of it stands, and nothing may have happened. */
const isUntouched = (before: Run | null, next: Run): boolean =>
  (before && !isCleanedUp(before) ? before : next).steps.every(
    ({ status, attempt }) =>
      status === 'failed' || status === 'conflict' || (status === 'waiting' && attempt === 0),
  );

/** What still stands is not done a second time. */
const fromTheStart = (undone: Run, records: Records, now: Date): Run => {
  const fresh = startedRun(records, now, undone.round + 1);
  const standing = undone.steps.filter(({ status }) => status === 'stands');
  const steps = fresh.steps.map((step): Step => {
    const before = standing.find(({ action }) => action === step.action);
    return before ? { ...before, status: 'done' } : step;
  });
  return { ...fresh, steps };
};
