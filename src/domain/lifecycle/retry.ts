/**
 * An exception is tried again. What still stands is not done a second time, and what was taken back whole begins from
 * the start with keys that its targets have not seen.
 */
import type { Retry } from '../command.js';
import type { Context } from '../context.js';
import type { Effect } from '../effect.js';
import type { Handoff } from '../handoff/handoff.js';
import type { Run, Step } from '../handoff/run.js';
import { again, startedRun } from '../run/steps.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { byInvolved } from './permission.js';
import { after, watchRunMs } from './waits.js';

export const retry = (handoff: Handoff, command: Retry, context: Context): Ruling => {
  const refused = byInvolved(handoff, 'retry', context);
  if (refused) return denied(refused);
  const actions = handoff.proposal?.actions.length ?? 0;
  const run = handoff.run && nextTry(handoff.run, { command, actions, now: context.now });
  const messages: Effect[] = [{ type: 'show-card' }, { type: 'show-exception' }];
  return granted(
    [{ type: 'retried', data: { nextCheckAt: after(context.now, watchRunMs) }, content: { run } }],
    run ? [...messages, { type: 'run-step' }] : messages,
  );
};

/** What was taken back whole begins from the start, with keys that its targets have not seen. */
const nextTry = (
  run: Run,
  {
    command: { isForced = false },
    actions,
    now,
  }: { readonly command: Retry; readonly actions: number; readonly now: Date },
): Run => {
  const isCleanedUp =
    run.failure && run.steps.every(({ status }) => status === 'done' || status === 'stands');
  if (isCleanedUp) return fromTheStart(run, actions, now);
  return again(run, now, { isForced: isForced && run.kind === 'undo' });
};

/** What still stands is not done a second time. */
const fromTheStart = (undone: Run, actions: number, now: Date): Run => {
  const fresh = startedRun(actions, now, undone.round + 1);
  const standing = undone.steps.filter(({ status }) => status === 'stands');
  const steps = fresh.steps.map((step): Step => {
    const before = standing.find(({ action }) => action === step.action);
    return before ? { ...before, status: 'done' } : step;
  });
  return { ...fresh, steps };
};
