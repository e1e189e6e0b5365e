/**
 * Whoever took the work over says that it is finished; nothing else is done.
 */
import type { Complete } from '../command.js';
import type { Context } from '../context.js';
import type { Handoff } from '../handoff/handoff.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { byInvolved } from './permission.js';

export function complete(handoff: Handoff, command: Complete, context: Context): Ruling {
  const refused = byInvolved(handoff, 'complete', context);
  if (refused) return denied(refused);
  return granted([{ type: 'completed', data: {}, content: { note: command.note } }], [{ type: 'show-card' }]);
}
