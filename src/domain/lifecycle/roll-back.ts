/**
 * A done handoff can be undone inside its window: what was written is put back, newest first, and what cannot be taken
 * back is said to stand.
 */
import type { RollBack } from '../command.js';
import type { Context } from '../context.js';
import type { Handoff } from '../handoff/handoff.js';
import { actionOf, isRunning } from '../handoff/views.js';
import { type Refusal, refusal } from '../refusal.js';
import { undoRun } from '../run/steps.js';
import { isUndoable } from '../run/undo-plan.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { actingPerson, byInvolved, noteAbout } from './permission.js';
import { after, watchRunMs } from './waits.js';

/** Why this cannot be undone now by whoever acts; null when it can. */
export function undoRefusal(handoff: Handoff, context: Context): Refusal | null {
  const refused = byInvolved(handoff, 'roll_back', context);
  if (refused) return refused;
  const { undoUntil } = handoff.execution;
  const { state } = handoff;
  if (state !== 'done' && state !== 'exception') return refusal('not_now', state);
  if (!isRunning(handoff) || handoff.execution.run.kind !== 'write') return refusal('not_undoable');
  const { steps } = undoRun(handoff.execution.run, { by: null, reason: null, now: context.now });
  if (!steps.some((step) => isUndoable(actionOf(handoff, step).tool, context.charter)))
    return refusal('not_undoable');
  const isOver = state === 'done' && (!undoUntil || undoUntil < context.now);
  return isOver ? refusal('undo_window_closed') : null;
}

export function rollBack(handoff: Handoff, command: RollBack, context: Context): Ruling {
  const refused = undoRefusal(handoff, context);
  if (refused) return denied(refused);
  const { run } = handoff.execution;
  if (!run) return denied(refusal('not_undoable'));
  const ask = { by: actingPerson(context), reason: command.reason.trim(), now: context.now };
  if (!ask.reason) return denied(refusal('invalid_value', 'Please say why in a few words.', '/reason'));
  const undo = undoRun(run, ask);
  return granted(
    [
      {
        type: 'rollback_started',
        data: { nextCheckAt: after(context.now, watchRunMs) },
        content: { reason: ask.reason, run: undo },
      },
    ],
    [{ type: 'show-card' }, noteAbout(handoff), { type: 'run-step' }],
  );
}
