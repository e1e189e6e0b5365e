/**
 * A step is started before it is called, unless something holds it back for a while.
 */
import type { StartStep } from '../../command.js';
import type { Context } from '../../context.js';
import type { Handoff } from '../../handoff/handoff.js';
import type { Hold, Run } from '../../handoff/run.js';
import { isRunning } from '../../handoff/views.js';
import { refusal } from '../../refusal.js';
import { holdOf } from '../../run/holds.js';
import { denied, granted, type Ruling } from '../../verdict.js';

export function startStep(handoff: Handoff, command: StartStep, context: Context): Ruling {
  const refused = denied(refusal('not_now', handoff.state));
  if (!isRunning(handoff)) return refused;
  const { run } = handoff.execution;
  const step = run.steps[command.step];
  if (step?.status !== 'waiting' && step?.status !== 'started') return refused;
  const hold = holdOf(handoff, step, context);
  if (hold) return held(run, command, hold);
  return granted(
    [
      {
        type: 'step_started',
        data: { step: command.step, key: command.key, attempt: step.attempt + 1 },
        content: { prior: command.prior },
      },
    ],
    // The card no longer says that it waits.
    run.held ? [{ type: 'show-card' }] : [],
  );
}

/** Said once: looking again at what still stands in the way changes nothing. */
function held({ held: before }: Run, { step }: StartStep, hold: Hold): Ruling {
  const isSame = before?.what === hold.what && before.untilAt?.getTime() === hold.untilAt?.getTime();
  if (isSame) return denied(refusal('held'));
  return granted([{ type: 'step_held', data: { step, hold }, content: null }], [{ type: 'show-card' }]);
}
