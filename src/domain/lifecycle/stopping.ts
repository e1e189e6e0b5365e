/**
 * A run that cannot go on. When a record is no longer as shown and nothing was written yet, people are asked again
 * with what it holds now. When something was done before a failure, it is taken back first, newest first. Then the
 * work is an exception with an owner, who is told what stands and what does not.
 */
import type { FinishStep } from '../command.js';
import type { Context } from '../context.js';
import { membersOf } from '../directory.js';
import type { Effect } from '../effect.js';
import type { ExceptionCause } from '../handoff/exception-cause.js';
import type { Handoff } from '../handoff/handoff.js';
import type { Proposal } from '../handoff/proposal.js';
import { changedSomething, type Run, type RunFailure, type Step } from '../handoff/run.js';
import type { JsonObject } from '../json.js';
import { clockOf, dueAt, nextCheck } from '../ladder/ladder.js';
import type { HandoffEvent } from '../log/event.js';
import type { ExceptionRaised } from '../log/run-event.js';
import { isUndoable } from '../run/undoable.js';
import { granted, type Ruling } from '../verdict.js';
import { undoRun } from './steps.js';
import { after, watchRunMs } from './waits.js';

interface Stop {
  readonly finished: HandoffEvent;
  readonly command: FinishStep;
  readonly run: Run;
}

export const stopped = (handoff: Handoff, stop: Stop, context: Context): Ruling => {
  const { command, run } = stop;
  const asked = asksAgain(handoff, stop, context);
  if (asked) return asked;
  const ended = withStatus(run, command);
  const cause = causes[run.kind][command.status] ?? 'failed';
  const failure = { cause, detail: detailOf(handoff, stop, context) };
  if (run.kind === 'write' && cause !== 'in_doubt' && canTakeBack(handoff, ended, context))
    return compensating({ ...stop, run: ended }, failure, context);
  const words = `${sentence(failure.detail)}${standingWords(handoff, ended, context)}`;
  return raising(handoff, { finished: stop.finished, cause, detail: words }, context);
};

/** Everything that could be taken back after a failure has been. */
export const cleanedUp = (handoff: Handoff, stop: Stop, context: Context): Ruling => {
  const { cause, detail } = stop.run.failure ?? { cause: 'failed', detail: '' };
  const ended = withStatus(stop.run, stop.command);
  const named = (status: Step['status']): string => quoted(handoff, ended, { status, context });
  const back = named('done');
  const stands = named('stands');
  const words = [
    sentence(detail),
    ...(back ? [`Taken back: ${back}.`] : []),
    stands ? `Still standing: ${stands}.` : 'Nothing of it stands.',
  ].join(' ');
  return raising(handoff, { finished: stop.finished, cause, detail: words }, context);
};

export const raise = (
  handoff: Handoff,
  what: { readonly cause: ExceptionCause; readonly detail: string },
  context: Context,
): ExceptionRaised => {
  const role = handoff.policy.exceptionsOwner;
  return {
    type: 'exception_raised',
    data: {
      cause: what.cause,
      owner: { role, person: membersOf(context.directory, role)[0] ?? handoff.owner.person },
      nextCheckAt: after(context.now, context.charter.exceptions.remindEveryMs),
    },
    content: { detail: what.detail },
  };
};

export const tellOwner = (raised: ExceptionRaised): Effect => ({
  type: 'tell-owner',
  why: 'exception',
  owner: raised.data.owner,
});

const raising = (
  handoff: Handoff,
  what: { readonly finished: HandoffEvent } & RunFailure,
  context: Context,
): Ruling => {
  const raised = raise(handoff, what, context);
  return granted(
    [what.finished, raised],
    [{ type: 'show-card' }, { type: 'show-exception' }, tellOwner(raised)],
  );
};

/** Null when something was done already, or when nobody knows what the record holds. */
const asksAgain = (handoff: Handoff, { finished, command, run }: Stop, context: Context): Ruling | null => {
  const { proposal } = handoff;
  const isFirst = run.steps.every(({ status }) => status === 'waiting' || status === 'started');
  const { record, nonce } = command;
  if (command.status !== 'conflict' || run.kind !== 'write' || !isFirst) return null;
  if (!proposal || !record || nonce === undefined) return null;
  const { now, charter } = context;
  const clock = { ...clockOf(handoff, 0, context), startedAt: now };
  const asked: HandoffEvent = {
    type: 'asked_again',
    data: {
      revision: proposal.revision + 1,
      nonce,
      dueAt: dueAt(handoff.policy, context),
      nextCheckAt: nextCheck(clock, now),
    },
    content: {
      moved: command.detail ?? '',
      proposal: {
        workspaceId: handoff.workspaceId,
        handoffId: handoff.id,
        charterHash: charter.hash,
        revision: proposal.revision + 1,
        draft: proposal.draft,
        actions: seenAnew(proposal, run.steps[command.step]?.action ?? -1, record),
      },
    },
  };
  return granted(
    [finished, asked],
    [
      { type: 'show-card' },
      ...(handoff.exception ? [{ type: 'show-exception' } as const] : []),
      { type: 'add-note', event: handoff.version + 2 },
      { type: 'tell-owner', why: 'asked_again', owner: handoff.owner },
    ],
  );
};

const seenAnew = ({ actions }: Proposal, action: number, record: JsonObject): Proposal['actions'] =>
  actions.map((one, index) =>
    index === action && one.before ? { ...one, before: { ...one.before, ...record } } : one,
  );

const compensating = ({ finished, run }: Stop, failure: RunFailure, { now }: Context): Ruling =>
  granted(
    [
      finished,
      {
        type: 'compensation_started',
        data: { cause: failure.cause, nextCheckAt: after(now, watchRunMs) },
        content: {
          detail: sentence(failure.detail),
          run: undoRun(run, { by: null, reason: null, now, failure }),
        },
      },
    ],
    [{ type: 'show-card' }, { type: 'run-step' }],
  );

const withStatus = (run: Run, { step: at, status, result }: FinishStep): Run => ({
  ...run,
  steps: run.steps.map((step, index) =>
    index === at ? { ...step, status, result: result ?? step.result } : step,
  ),
});

const canTakeBack = (handoff: Handoff, run: Run, { charter }: Context): boolean =>
  run.steps.some((step) => changedSomething(step) && isUndoable(toolOf(handoff, step), charter));

const causes: Record<'write' | 'undo', Partial<Record<FinishStep['status'], ExceptionCause>>> = {
  write: {
    failed: 'failed',
    failed_verification: 'failed_verification',
    conflict: 'conflict',
    in_doubt: 'in_doubt',
  },
  undo: {
    failed: 'undo_failed',
    failed_verification: 'undo_failed',
    conflict: 'undo_conflict',
    in_doubt: 'in_doubt',
  },
};

const detailOf = (handoff: Handoff, { command, run }: Stop, context: Context): string => {
  const cause = causes[run.kind][command.status] ?? 'failed';
  const step = describe(handoff, run.steps[command.step], context);
  const earlier = run.failure ? `${sentence(run.failure.detail)} And when it was taken back: ` : '';
  return `${earlier}“${step}” ${stopWords[cause]}: ${command.detail ?? 'no reason was given'}`;
};

const standingWords = (handoff: Handoff, run: Run, context: Context): string => {
  const names = quoted(handoff, run, { status: 'done', context });
  const lead = run.kind === 'undo' ? 'Already taken back' : 'Already done, and still standing';
  if (names) return ` ${lead}: ${names}.`;
  return run.steps.some(({ status }) => status === 'failed_verification' || status === 'in_doubt')
    ? ''
    : ' Nothing else was changed.';
};

const quoted = (
  handoff: Handoff,
  run: Run,
  { status, context }: { readonly status: Step['status']; readonly context: Context },
): string =>
  run.steps
    .filter((step) => step.status === status)
    .map((step) => `“${describe(handoff, step, context)}”`)
    .join(', ');

const describe = (handoff: Handoff, step: Step | undefined, { charter }: Context): string => {
  const name = step ? toolOf(handoff, step) : '';
  return charter.tools[name]?.describes ?? name;
};

const toolOf = (handoff: Handoff, { action }: Step): string => handoff.proposal?.actions[action]?.tool ?? '';

const sentence = (words: string): string => words.replace(/\.?$/, '.');

const stopWords: Record<ExceptionCause, string> = {
  failed: 'failed',
  failed_verification: 'was accepted, but the record does not show it',
  in_doubt: 'may or may not have happened',
  conflict: 'was not done, because the record has changed',
  blocked_too_long: 'waits for an answer that does not come',
  undeliverable: 'could not be delivered',
  undo_failed: 'could not be taken back',
  undo_conflict: 'was not taken back, because the record has changed since',
};
