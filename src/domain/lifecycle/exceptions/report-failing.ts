/**
 * Work of the bot that fails the same way again and again is not tried for ever: it becomes an exception with an owner.
 * What was being prepared is prepared anew when somebody tries again, and a call that may have been made stays in doubt.
 * A message that nobody gets takes nothing from work that has ended or that somebody looks after already.
 */
import type { ReportFailing } from '../../command.js';
import type { Context } from '../../context.js';
import type { EffectType } from '../../effect.js';
import type { ExceptionCause } from '../../handoff/exception-cause.js';
import { type Handoff, isOpen } from '../../handoff/handoff.js';
import { currentStep } from '../../handoff/run.js';
import { granted, type Ruling } from '../../verdict.js';
import { raise, tellOwner } from './raise-exception.js';

export function reportFailing(handoff: Handoff, command: ReportFailing, context: Context): Ruling {
  const { effect, detail } = command;
  if (!isOpen(handoff.state) || handoff.state === 'exception') {
    const undelivered = { type: 'undelivered', data: { surface: effect }, content: { detail } } as const;
    return granted([undelivered], []);
  }
  const cause = causeOf(handoff, effect);
  const words = `${work[effect]} has failed again and again: ${detail}`;
  const raised = raise(handoff, { cause, detail: words }, context);
  const told = [{ type: 'show-card' }, { type: 'show-exception' }, tellOwner(raised)] as const;
  return granted(
    [raised],
    told.filter(({ type }) => type !== effect),
  );
}

function causeOf({ execution: { run } }: Handoff, effect: EffectType): ExceptionCause {
  if (effect === 'prepare') return 'unprepared';
  if (effect !== 'run-step') return 'undeliverable';
  const mayHaveHappened = run?.steps[currentStep(run)]?.status === 'started';
  return mayHaveHappened ? 'in_doubt' : 'failed';
}

const work: Readonly<Record<EffectType, string>> = {
  prepare: 'Preparing this',
  'run-step': 'Carrying this out',
  'show-card': 'Showing the card',
  'add-note': 'Telling the thread of the card',
  'tell-owner': 'Telling the owner',
  'tell-channel': 'Telling a channel',
  page: 'Reaching somebody outside Slack',
  'show-exception': 'Showing the exception',
};
