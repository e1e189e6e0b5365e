/**
 * Escalating makes somebody else the owner and starts the time to decide anew. It leads only where the charter allows.
 */
import type { Escalate } from '../command.js';
import type { Context } from '../context.js';
import { membersOf } from '../directory.js';
import type { Handoff, Owner } from '../handoff/handoff.js';
import { personId } from '../ids.js';
import { clockOf, dueAt, nextCheck } from '../ladder/ladder.js';
import { calendarNameOf } from '../people/presence.js';
import { type Refusal, refusal } from '../refusal.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { byInvolved, noteAbout } from './permission.js';

export function escalate(handoff: Handoff, command: Escalate, context: Context): Ruling {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  const to = escalationTarget(handoff, command.option, context);
  if ('code' in to) return denied(to);
  const { now } = context;
  const calendar = calendarNameOf(context.charter, to);
  const policy = { ...handoff.policy, calendar };
  const clock = {
    ...clockOf({ ...handoff, policy, clock: { ...handoff.clock, pauses: [] } }, 0, context),
    startedAt: now,
  };
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
}

/** The owner that an option leads to: one that the charter names, or the owner's manager. */
export function escalationTarget(handoff: Handoff, option: string, context: Context): Owner | Refusal {
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
}
