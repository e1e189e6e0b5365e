/**
 * In an emergency an administrator approves alone and says why. The level and the tools' bounds hold all the same.
 */
import type { Override } from '../command.js';
import type { Context } from '../context.js';
import type { Effect } from '../effect.js';
import type { Handoff } from '../handoff/handoff.js';
import { isProposed } from '../handoff/views.js';
import type { HandoffEvent } from '../log/event.js';
import { refusal } from '../refusal.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { approval } from './approve.js';
import { actingPerson, byInvolved, noteAbout } from './permission.js';

/** Marked on the card, in the thread and in the log; the level and the tools' bounds hold all the same. */
export function override(handoff: Handoff, command: Override, context: Context): Ruling {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  const by = actingPerson(context);
  if (!by || !isProposed(handoff) || handoff.policy.level >= 3) return denied(refusal('level_forbids'));
  const { proposal } = handoff.work;
  if (!command.reason.trim())
    return denied(refusal('invalid_value', 'Please say why this cannot wait.', '/reason'));
  const overridden: HandoffEvent = {
    type: 'overridden',
    data: { hash: proposal.hash, revision: proposal.revision },
    content: { reason: command.reason.trim() },
  };
  const approved = approval(handoff, [by], context);
  const effects: Effect[] = [
    { type: 'show-card' },
    noteAbout(handoff),
    { type: 'tell-owner', why: 'overridden', owner: handoff.owner },
  ];
  return granted([overridden, approved], approved.data.run ? [...effects, { type: 'run-step' }] : effects);
}
