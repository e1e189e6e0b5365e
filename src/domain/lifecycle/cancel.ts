/**
 * Cancelling ends the work before anything was done.
 */
import type { Cancel } from '../command.js';
import type { Context } from '../context.js';
import type { Handoff } from '../handoff/handoff.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { byInvolved } from './permission.js';

export function cancel(handoff: Handoff, command: Cancel, context: Context): Ruling {
  const refused = byInvolved(handoff, 'cancel', context);
  if (refused) return denied(refused);
  return granted(
    [{ type: 'cancelled', data: {}, content: { reason: command.reason } }],
    [{ type: 'show-card' }],
  );
}
