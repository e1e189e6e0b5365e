/**
 * Work that a person took over goes back to everybody who may decide on it.
 */
import type { HandBack } from '../command.js';
import type { Context } from '../context.js';
import { type Handoff, isUnanswered } from '../handoff/handoff.js';
import { clockOf, nextCheck } from '../ladder/ladder.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { byInvolved, noteAbout } from './permission.js';
import { after, remindBlockedMs } from './waits.js';

export function handBack(handoff: Handoff, command: HandBack, context: Context): Ruling {
  const refused = byInvolved(handoff, 'hand_back', context);
  if (refused) return denied(refused);
  const nextCheckAt = checkOnceBack(handoff, context);
  return granted(
    [{ type: 'handed_back', data: { nextCheckAt }, content: { note: command.note } }],
    [{ type: 'show-card' }, noteAbout(handoff)],
  );
}

/** What nobody has answered yet goes back to whoever has to answer; everything else to the ladder. */
export function checkOnceBack(handoff: Handoff, context: Context): Date {
  return isUnanswered(handoff)
    ? after(context.now, remindBlockedMs)
    : nextCheck(clockOf(handoff, handoff.clock.nextRung, context), context.now);
}
