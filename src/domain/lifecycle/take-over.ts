/**
 * Taking over means that a person does the work by hand; they finish it or hand it back.
 */
import type { TakeOver } from '../command.js';
import type { Context } from '../context.js';
import type { Handoff } from '../handoff/handoff.js';
import { dueAt } from '../ladder/ladder.js';
import { refusal } from '../refusal.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { actingPerson, byInvolved } from './permission.js';

export function takeOver(handoff: Handoff, command: TakeOver, context: Context): Ruling {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  const by = actingPerson(context);
  if (!by) return denied(refusal('not_your_handoff'));
  const nextCheckAt = dueAt(handoff.policy, context);
  return granted([{ type: 'taken_over', data: { by, nextCheckAt }, content: null }], [{ type: 'show-card' }]);
}
