/**
 * Mending. A done handoff can be undone inside its window: what was written is put back, newest first, and what
 * cannot be taken back is said to stand. An exception is tried again, undone, or settled by a person who says
 * how it ended; it never disappears by itself.
 */
import type { ReportUndeliverable, Resolve, Retry, RollBack } from '../command.js';
import type { Context } from '../context.js';
import type { Effect } from '../effect.js';
import type { Handoff } from '../handoff/handoff.js';
import type { Run, Step } from '../handoff/run.js';
import { type Refusal, refusal } from '../refusal.js';
import { isUndoable } from '../run/undoable.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { actingPerson, byInvolved, noteAbout } from './permission.js';
import { again, startedRun, undoRun } from './steps.js';
import { raise, tellOwner } from './stopping.js';
import { after, watchRunMs } from './waits.js';

/** Why this cannot be undone now by whoever acts; null when it can. */
export const undoRefusal = (handoff: Handoff, context: Context): Refusal | null => {
  const refused = byInvolved(handoff, 'roll_back', context);
  if (refused) return refused;
  const { run, state, undoUntil } = handoff;
  if (state !== 'done' && state !== 'exception') return refusal('not_now', state);
  if (run?.kind !== 'write') return refusal('not_undoable');
  const { steps } = undoRun(run, { by: null, reason: null, now: context.now });
  if (!steps.some((step) => isUndoable(toolOf(handoff, step.action), context.charter)))
    return refusal('not_undoable');
  const isOver = state === 'done' && (!undoUntil || undoUntil < context.now);
  return isOver ? refusal('undo_window_closed') : null;
};

export const rollBack = (handoff: Handoff, command: RollBack, context: Context): Ruling => {
  const refused = undoRefusal(handoff, context);
  if (refused) return denied(refused);
  const { run } = handoff;
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
};

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

export const resolve = (handoff: Handoff, command: Resolve, context: Context): Ruling => {
  const refused = byInvolved(handoff, 'resolve', context);
  if (refused) return denied(refused);
  if (!command.reason.trim())
    return denied(refusal('invalid_value', 'Please say how it ended in a few words.', '/reason'));
  return granted(
    [{ type: 'resolved', data: { outcome: command.outcome }, content: { reason: command.reason.trim() } }],
    [{ type: 'show-card' }, { type: 'show-exception' }],
  );
};

/** A card that nobody can see must not wait in silence: its owner and the exceptions channel are told. */
export const reportUndeliverable = (
  handoff: Handoff,
  command: ReportUndeliverable,
  context: Context,
): Ruling => {
  const undelivered = {
    type: 'undelivered',
    data: { surface: command.surface },
    content: { detail: command.detail },
  } as const;
  if (command.surface === 'pager') {
    const owner = { role: handoff.policy.exceptionsOwner, person: null };
    return granted([undelivered], [{ type: 'tell-owner', why: 'unreached', owner }]);
  }
  if (command.surface !== 'card' || handoff.state !== 'review') return granted([undelivered], []);
  const detail = `The card could not be shown in ${handoff.policy.channel}: ${command.detail}`;
  const raised = raise(handoff, { cause: 'undeliverable', detail }, context);
  return granted([undelivered, raised], [{ type: 'show-exception' }, tellOwner(raised)]);
};

const toolOf = (handoff: Handoff, action: number): string => handoff.proposal?.actions[action]?.tool ?? '';
