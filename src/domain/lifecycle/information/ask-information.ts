/**
 * Asking for information sends the work back to whoever can answer, and the time to decide stands still.
 */
import type { AskInformation } from '../../command.js';
import type { Context } from '../../context.js';
import type { Handoff } from '../../handoff/handoff.js';
import { refusal } from '../../refusal.js';
import { denied, granted, type Ruling } from '../../verdict.js';
import { byInvolved, noteAbout } from '../permission.js';
import { after, remindBlockedMs } from '../waits.js';

export function askInformation(handoff: Handoff, command: AskInformation, context: Context): Ruling {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  if (!command.question.trim())
    return denied(refusal('invalid_value', 'Please write your question.', '/question'));
  const known = context.charter.taskTypes[handoff.origin.taskType]?.fields ?? {};
  const strange = command.fields.find((name) => !Object.hasOwn(known, name));
  if (strange !== undefined)
    return denied(refusal('invalid_value', `The charter has no field “${strange}” here.`, '/fields'));
  const whom = handoff.origin.requester
    ? { ...handoff.owner, person: handoff.origin.requester }
    : handoff.owner;
  return granted(
    [
      {
        type: 'information_asked',
        data: { nextCheckAt: after(context.now, remindBlockedMs), fields: command.fields },
        content: { question: command.question.trim() },
      },
    ],
    [
      { type: 'show-card' },
      noteAbout(handoff),
      { type: 'tell-owner', why: 'information_needed', owner: whom },
    ],
  );
}
