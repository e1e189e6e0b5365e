/**
 * A person settles an exception and says how it ended; it never disappears by itself.
 */
import type { Resolve } from '../command.js';
import type { Context } from '../context.js';
import type { Handoff } from '../handoff/handoff.js';
import { refusal } from '../refusal.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { byInvolved } from './permission.js';

export function resolve(handoff: Handoff, command: Resolve, context: Context): Ruling {
  const refused = byInvolved(handoff, 'resolve', context);
  if (refused) return denied(refused);
  if (!command.reason.trim())
    return denied(refusal('invalid_value', 'Please say how it ended in a few words.', '/reason'));
  return granted(
    [{ type: 'resolved', data: { outcome: command.outcome }, content: { reason: command.reason.trim() } }],
    [{ type: 'show-card' }, { type: 'show-exception' }],
  );
}
