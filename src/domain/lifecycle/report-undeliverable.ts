/**
 * A card that nobody can see must not wait in silence: its owner and the exceptions channel are told.
 */
import type { ReportUndeliverable } from '../command.js';
import type { Context } from '../context.js';
import type { Handoff } from '../handoff/handoff.js';
import { granted, type Ruling } from '../verdict.js';
import { raise, tellOwner } from './exceptions/raise-exception.js';

/** A card that nobody can see must not wait in silence: its owner and the exceptions channel are told. */
export function reportUndeliverable(
  handoff: Handoff,
  command: ReportUndeliverable,
  context: Context,
): Ruling {
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
}
