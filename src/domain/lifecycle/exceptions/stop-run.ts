/**
 * A run that cannot go on. When something was done before a failure, it is taken back first, newest first. Then the work
 * is an exception with an owner, who is told what stands and what does not. After a doubt, or an answer that the record
 * does not bear out, nothing is taken back by itself.
 */
import type { FinishStep } from '../../command.js';
import type { Context } from '../../context.js';
import type { ExceptionCause } from '../../handoff/exception-cause.js';
import type { Handoff } from '../../handoff/handoff.js';
import { changedSomething, type Run, type RunFailure, type Step } from '../../handoff/run.js';
import { actionOf, type Running } from '../../handoff/views.js';
import type { HandoffEvent } from '../../log/event.js';
import { undoRun } from '../../run/steps.js';
import { isUndoable } from '../../run/undo-plan.js';
import { granted, type Ruling } from '../../verdict.js';
import { after, watchRunMs } from '../waits.js';
import { asksAgain, type Stop } from './ask-again.js';
import { raise, tellOwner } from './raise-exception.js';

export function stopped(handoff: Running, stop: Stop, context: Context): Ruling {
  const { command, run } = stop;
  const asked = asksAgain(handoff, stop, context);
  if (asked) return asked;
  const ended = withStatus(run, command);
  const cause = causes[run.kind][command.status];
  const failure = { cause, detail: detailOf(handoff, stop, context) };
  if (run.kind === 'write' && !isForPeople(cause) && canTakeBack(handoff, ended, context))
    return compensating({ ...stop, run: ended }, failure, context);
  const words = `${sentence(failure.detail)}${standingWords(handoff, ended, context)}`;
  return raising(handoff, { finished: stop.finished, cause, detail: words }, context);
}

/** Where a call may have taken effect, a person looks first: what stands there now may be somebody else's. */
function isForPeople(cause: ExceptionCause): boolean {
  return cause === 'in_doubt' || cause === 'failed_verification';
}

/** Everything that could be taken back after a failure has been. */
export function cleanedUp(
  handoff: Running,
  stop: Stop & { readonly failure: RunFailure },
  context: Context,
): Ruling {
  const { cause, detail } = stop.failure;
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
}

function raising(
  handoff: Handoff,
  what: { readonly finished: HandoffEvent } & RunFailure,
  context: Context,
): Ruling {
  const raised = raise(handoff, what, context);
  return granted(
    [what.finished, raised],
    [{ type: 'show-card' }, { type: 'show-exception' }, tellOwner(raised)],
  );
}

function compensating({ finished, run }: Stop, failure: RunFailure, { now }: Context): Ruling {
  return granted(
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
}

function withStatus(run: Run, { step: at, status, result }: FinishStep): Run {
  return {
    ...run,
    steps: run.steps.map((step, index) =>
      index === at ? { ...step, status, result: result ?? step.result } : step,
    ),
  };
}

function canTakeBack(handoff: Running, run: Run, { charter }: Context): boolean {
  return run.steps.some(
    (step) => changedSomething(step) && isUndoable(actionOf(handoff, step).tool, charter),
  );
}

/** A step that ended well, or stays as it is, stops no run. */
const stopsNothing = { done: 'failed', stands: 'failed' } as const;
const causes: Record<'write' | 'undo', Record<FinishStep['status'], ExceptionCause>> = {
  write: {
    ...stopsNothing,
    failed: 'failed',
    failed_verification: 'failed_verification',
    conflict: 'conflict',
    in_doubt: 'in_doubt',
  },
  undo: {
    ...stopsNothing,
    failed: 'undo_failed',
    failed_verification: 'undo_failed',
    conflict: 'undo_conflict',
    in_doubt: 'in_doubt',
  },
};

function detailOf(handoff: Running, { command, run, step }: Stop, context: Context): string {
  const cause = causes[run.kind][command.status];
  const earlier = run.failure ? `${sentence(run.failure.detail)} And when it was taken back: ` : '';
  return `${earlier}“${describe(handoff, step, context)}” ${stopWords[cause]}: ${command.detail ?? 'no reason was given'}`;
}

function standingWords(handoff: Running, run: Run, context: Context): string {
  const names = quoted(handoff, run, { status: 'done', context });
  const lead = run.kind === 'undo' ? 'Already taken back' : 'Already done, and still standing';
  if (names) return ` ${lead}: ${names}.`;
  return run.steps.some(({ status }) => status === 'failed_verification' || status === 'in_doubt')
    ? ''
    : ' Nothing else was changed.';
}

function quoted(
  handoff: Running,
  run: Run,
  { status, context }: { readonly status: Step['status']; readonly context: Context },
): string {
  return run.steps
    .filter((step) => step.status === status)
    .map((step) => `“${describe(handoff, step, context)}”`)
    .join(', ');
}

function describe(handoff: Running, step: Step, { charter }: Context): string {
  const { tool } = actionOf(handoff, step);
  return charter.tools[tool]?.describes ?? tool;
}

const sentence = (words: string): string => words.replace(/\.?$/, '.');

const stopWords: Record<ExceptionCause, string> = {
  failed: 'failed',
  failed_verification: 'was accepted, but the record does not show it',
  in_doubt: 'may or may not have happened',
  conflict: 'was not done, because the record has changed',
  unprepared: 'could not be prepared',
  blocked_too_long: 'waits for an answer that does not come',
  undeliverable: 'could not be delivered',
  undo_failed: 'could not be taken back',
  undo_conflict: 'was not taken back, because the record has changed since',
};
