/**
 * Carrying out. A step is started before it is called and finished with what came of it. When every step is
 * done, so is the handoff, and the time to undo begins. The first step that fails, conflicts or stays in doubt
 * stops the run: the work becomes an exception with an owner, who is told what stands and what does not.
 */
import type { Charter } from '../charter.js';
import type { Context, FinishStep, StartStep } from '../command.js';
import { membersOf } from '../directory.js';
import type { Effect } from '../effect.js';
import type { ExceptionRaised, HandoffEvent } from '../event.js';
import type { ExceptionCause, Handoff } from '../handoff.js';
import { refusal } from '../refusal.js';
import type { Run, Step } from '../run.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { after, remindExceptionMs } from './waits.js';

export const startStep = (handoff: Handoff, command: StartStep): Ruling => {
  const step = handoff.run?.steps[command.step];
  const mayStart = step?.status === 'waiting' || step?.status === 'started';
  if (!step || !mayStart) return denied(refusal('not_now', handoff.state));
  return granted(
    [
      {
        type: 'step_started',
        data: { step: command.step, key: command.key, attempt: step.attempt + 1 },
        content: { prior: command.prior },
      },
    ],
    [],
  );
};

export const finishStep = (handoff: Handoff, command: FinishStep, context: Context): Ruling => {
  const { run } = handoff;
  const step = run?.steps[command.step];
  if (!run || !step || !isUnfinished(step)) return denied(refusal('not_now', handoff.state));
  const finished: HandoffEvent = {
    type: 'step_finished',
    data: { step: command.step, status: command.status },
    content: { result: command.result, detail: command.detail },
  };
  if (command.status !== 'done' && command.status !== 'stands') {
    const raised = stopped(handoff, command, context);
    return granted(
      [finished, raised],
      [{ type: 'show-card' }, { type: 'show-exception' }, tellOwner(raised)],
    );
  }
  const left = run.steps.filter((other, index) => index !== command.step && isUnfinished(other));
  if (left.length) return granted([finished], [{ type: 'run-step' }]);
  return granted([finished, endOf(handoff, run, { command, context })], endEffects(handoff, run));
};

/** Whether an action can be taken back at all. */
export const isUndoable = (toolName: string, charter: Charter): boolean => {
  const tool = charter.tools[toolName];
  if (!tool) return false;
  return tool.compensate !== undefined || (tool.risk !== 'irreversible' && tool.priorValues.length > 0);
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
      nextCheckAt: after(context.now, remindExceptionMs),
    },
    content: { detail: what.detail },
  };
};

export const tellOwner = (raised: ExceptionRaised): Effect => ({
  type: 'tell-owner',
  why: 'exception',
  owner: raised.data.owner,
});

const isUnfinished = (step: Step): boolean =>
  step.status === 'waiting' || step.status === 'started' || step.status === 'in_doubt';

const endOf = (
  handoff: Handoff,
  run: Run,
  by: { readonly command: FinishStep; readonly context: Context },
): HandoffEvent => {
  const { charter, now } = by.context;
  if (run.kind === 'undo') {
    const statuses = run.steps.map((step, index) =>
      index === by.command.step ? by.command.status : step.status,
    );
    const stands = statuses.filter((status) => status === 'stands').length;
    return { type: 'rolled_back', data: { undone: run.steps.length - stands, stands }, content: null };
  }
  const canUndo = run.steps.some((step) =>
    isUndoable(handoff.proposal?.actions[step.action]?.tool ?? '', charter),
  );
  const undoUntil = canUndo ? after(now, handoff.policy.undoWithinMs) : null;
  return { type: 'executed', data: { undoUntil }, content: null };
};

const endEffects = (handoff: Handoff, run: Run): Effect[] => {
  const wasException = handoff.exception !== null;
  const card: Effect[] = [{ type: 'show-card' }];
  if (wasException) card.push({ type: 'show-exception' });
  // The thread says how an undo ended; a plain "done" stands on the card.
  return run.kind === 'undo' ? [...card, { type: 'add-note', event: handoff.version + 2 }] : card;
};

const causes: Record<'write' | 'undo', Partial<Record<FinishStep['status'], ExceptionCause>>> = {
  write: { failed: 'failed', conflict: 'conflict', in_doubt: 'in_doubt' },
  undo: { failed: 'undo_failed', conflict: 'undo_conflict', in_doubt: 'in_doubt' },
};

const stopped = (handoff: Handoff, command: FinishStep, context: Context): ExceptionRaised => {
  const run = handoff.run;
  const cause = causes[run?.kind ?? 'write'][command.status] ?? 'failed';
  const describe = (step: Step | undefined): string => {
    const name = handoff.proposal?.actions[step?.action ?? -1]?.tool ?? '';
    return context.charter.tools[name]?.describes ?? name;
  };
  const standing = (run?.steps ?? [])
    .filter((step) => step.status === 'done')
    .map((step) => `“${describe(step)}”`);
  const before = run?.kind === 'undo' ? 'Already taken back' : 'Already done, and still standing';
  const after = standing.length ? ` ${before}: ${standing.join(', ')}.` : ' Nothing else was changed.';
  const detail = `“${describe(run?.steps[command.step])}” ${stopWords[cause]}: ${command.detail ?? 'no reason was given'}`;
  return raise(handoff, { cause, detail: `${detail.replace(/\.?$/, '.')}${after}` }, context);
};

const stopWords: Record<ExceptionCause, string> = {
  failed: 'failed',
  in_doubt: 'may or may not have happened',
  conflict: 'was not done, because the record has changed',
  undeliverable: 'could not be delivered',
  undo_failed: 'could not be taken back',
  undo_conflict: 'was not taken back, because the record has changed since',
};
