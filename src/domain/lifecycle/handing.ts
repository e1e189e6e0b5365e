/**
 * Handing the work on. Escalating makes somebody else the owner and starts the time to decide anew. Asking for
 * information sends it back to whoever can answer. Taking over means that a person does it by hand; they finish
 * it or hand it back. Cancelling ends it before anything was done.
 */
import type { AskInformation, Cancel, Complete, Escalate, HandBack, TakeOver } from '../command.js';
import type { Context } from '../context.js';
import { membersOf } from '../directory.js';
import { type Handoff, isUnanswered, type Owner } from '../handoff/handoff.js';
import { personId } from '../ids.js';
import { clockOf, dueAt, nextCheck } from '../ladder/ladder.js';
import { calendarNameOf } from '../people/presence.js';
import { type Refusal, refusal } from '../refusal.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { actingPerson, byInvolved, noteAbout } from './permission.js';
import { after, remindBlockedMs } from './waits.js';

export const escalate = (handoff: Handoff, command: Escalate, context: Context): Ruling => {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  const to = escalationTarget(handoff, command.option, context);
  if ('code' in to) return denied(to);
  const { now } = context;
  const calendar = calendarNameOf(context.charter, to);
  const policy = { ...handoff.policy, calendar };
  const clock = { ...clockOf({ ...handoff, policy, pauses: [] }, 0, context), startedAt: now };
  return granted(
    [
      {
        type: 'escalated',
        data: {
          from: handoff.owner,
          to,
          option: command.option,
          dueAt: dueAt(policy, context),
          calendar,
          nextRung: 0,
          nextCheckAt: nextCheck(clock, now),
        },
        content: { note: command.note?.trim() || null },
      },
    ],
    [{ type: 'show-card' }, noteAbout(handoff), { type: 'tell-owner', why: 'escalated', owner: to }],
  );
};

/** The owner that an option leads to: one that the charter names, or the owner's manager. */
export const escalationTarget = (handoff: Handoff, option: string, context: Context): Owner | Refusal => {
  const { policy } = handoff;
  const [kind, name = ''] = option.split(':');
  if (kind === 'person') {
    const role = policy.escalateTo.find((one) => membersOf(context.directory, one).some((id) => id === name));
    return role ? { role, person: personId(name) } : refusal('unknown_option', option, '/option');
  }
  const role =
    option === 'manager'
      ? context.charter.roles[handoff.owner.role]?.manager
      : kind === 'role'
        ? policy.escalateTo.find((one) => one === name)
        : policy.options[option]?.owner;
  if (!role) return refusal('unknown_option', option, '/option');
  const members = membersOf(context.directory, role);
  const somebodyElse = members.find((member) => member !== handoff.owner.person);
  return { role, person: somebodyElse ?? members[0] ?? null };
};

export const askInformation = (handoff: Handoff, command: AskInformation, context: Context): Ruling => {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  if (!command.question.trim())
    return denied(refusal('invalid_value', 'Please write your question.', '/question'));
  const known = context.charter.taskTypes[handoff.taskType]?.fields ?? {};
  const strange = command.fields.find((name) => !Object.hasOwn(known, name));
  if (strange !== undefined)
    return denied(refusal('invalid_value', `The charter has no field “${strange}” here.`, '/fields'));
  const whom = handoff.requester ? { ...handoff.owner, person: handoff.requester } : handoff.owner;
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
};

export const takeOver = (handoff: Handoff, command: TakeOver, context: Context): Ruling => {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  const by = actingPerson(context);
  if (!by) return denied(refusal('not_your_handoff'));
  const nextCheckAt = dueAt(handoff.policy, context);
  return granted([{ type: 'taken_over', data: { by, nextCheckAt }, content: null }], [{ type: 'show-card' }]);
};

export const handBack = (handoff: Handoff, command: HandBack, context: Context): Ruling => {
  const refused = byInvolved(handoff, 'hand_back', context);
  if (refused) return denied(refused);
  const nextCheckAt = checkOnceBack(handoff, context);
  return granted(
    [{ type: 'handed_back', data: { nextCheckAt }, content: { note: command.note } }],
    [{ type: 'show-card' }, noteAbout(handoff)],
  );
};

/** What nobody has answered yet goes back to whoever has to answer; everything else to the ladder. */
export const checkOnceBack = (handoff: Handoff, context: Context): Date =>
  isUnanswered(handoff)
    ? after(context.now, remindBlockedMs)
    : nextCheck(clockOf(handoff, handoff.nextRung, context), context.now);

export const complete = (handoff: Handoff, command: Complete, context: Context): Ruling => {
  const refused = byInvolved(handoff, 'complete', context);
  if (refused) return denied(refused);
  return granted([{ type: 'completed', data: {}, content: { note: command.note } }], [{ type: 'show-card' }]);
};

export const cancel = (handoff: Handoff, command: Cancel, context: Context): Ruling => {
  const refused = byInvolved(handoff, 'cancel', context);
  if (refused) return denied(refused);
  return granted(
    [{ type: 'cancelled', data: {}, content: { reason: command.reason } }],
    [{ type: 'show-card' }],
  );
};
