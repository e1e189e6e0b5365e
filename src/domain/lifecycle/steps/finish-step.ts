/**
 * A step is finished with what came of it. When every step is done, so is the handoff, and the time to undo begins. The
 * first step that fails, conflicts or stays in doubt stops the run.
 */
import type { FinishStep } from '../../command.js';
import type { Context } from '../../context.js';
import type { Effect } from '../../effect.js';
import type { Handoff } from '../../handoff/handoff.js';
import type { Run, Step } from '../../handoff/run.js';
import { actionOf, isRunning, type Running } from '../../handoff/views.js';
import type { HandoffEvent } from '../../log/event.js';
import type { StepFinished } from '../../log/run-event.js';
import { refusal } from '../../refusal.js';
import { isUndoable } from '../../run/undo-plan.js';
import { denied, granted, type Ruling } from '../../verdict.js';
import { cleanedUp, stopped } from '../exceptions/stop-run.js';
import { after } from '../waits.js';

export function finishStep(handoff: Handoff, command: FinishStep, context: Context): Ruling {
  const refused = denied(refusal('not_now', handoff.state));
  if (!isRunning(handoff)) return refused;
  const { run } = handoff.execution;
  const step = run.steps[command.step];
  if (!step || !isUnfinished(step)) return refused;
  const finished: StepFinished = {
    type: 'step_finished',
    data: { step: command.step, status: command.status },
    content: { result: command.result, detail: command.detail },
  };
  const stop = { finished, command, run, step };
  if (command.status !== 'done' && command.status !== 'stands') return stopped(handoff, stop, context);
  const left = run.steps.filter((other, index) => index !== command.step && isUnfinished(other));
  if (left.length) return granted([finished], [{ type: 'run-step' }]);
  if (run.failure) return cleanedUp(handoff, { ...stop, failure: run.failure }, context);
  return granted([finished, endOf(handoff, run, { command, context })], endEffects(handoff, run));
}

function isUnfinished(step: Step): boolean {
  return step.status === 'waiting' || step.status === 'started' || step.status === 'in_doubt';
}

function endOf(
  handoff: Running,
  run: Run,
  by: { readonly command: FinishStep; readonly context: Context },
): HandoffEvent {
  const { charter, now } = by.context;
  if (run.kind === 'undo') {
    const statuses = run.steps.map((step, index) =>
      index === by.command.step ? by.command.status : step.status,
    );
    const stands = statuses.filter((status) => status === 'stands').length;
    return { type: 'rolled_back', data: { undone: run.steps.length - stands, stands }, content: null };
  }
  const canUndo = run.steps.some((step) => isUndoable(actionOf(handoff, step).tool, charter));
  const undoUntil = canUndo ? after(now, handoff.policy.undoWithinMs) : null;
  return { type: 'executed', data: { undoUntil }, content: null };
}

function endEffects(handoff: Handoff, run: Run): Effect[] {
  const wasException = handoff.exception !== null;
  const card: Effect[] = [{ type: 'show-card' }];
  if (wasException) card.push({ type: 'show-exception' });
  // The thread says how an undo ended; a plain "done" stands on the card.
  return run.kind === 'undo' ? [...card, { type: 'add-note', event: handoff.version + 2 }] : card;
}
