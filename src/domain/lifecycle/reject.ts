/**
 * One rejection ends the work. It names a category and a reason, which the agent reads.
 */
import type { Reject } from '../command.js';
import type { Context } from '../context.js';
import type { Handoff } from '../handoff/handoff.js';
import { refusal } from '../refusal.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { byInvolved, noteAbout } from './permission.js';

export function reject(handoff: Handoff, command: Reject, context: Context): Ruling {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  const { rejectCategories } = handoff.policy;
  if (!rejectCategories.includes(command.category))
    return denied(
      refusal('invalid_value', `Please choose one of: ${rejectCategories.join(', ')}.`, '/category'),
    );
  if (!command.reason.trim())
    return denied(refusal('invalid_value', 'Please say why in a few words.', '/reason'));
  return granted(
    [
      {
        type: 'rejected',
        data: { hash: handoff.work.proposal?.hash ?? null, category: command.category },
        content: { reason: command.reason.trim() },
      },
    ],
    [{ type: 'show-card' }, noteAbout(handoff)],
  );
}
