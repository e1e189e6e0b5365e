import { onCall } from '../calendar/rota.js';
import type { Rung } from '../charter.js';
import type { Context } from '../command.js';
import { membersOf } from '../directory.js';
import type { Handoff, Owner } from '../handoff.js';
import { personId } from '../ids.js';
import { factsOf } from '../settle-policy.js';

/** Whether a rung's condition holds. One that cannot be checked holds: somebody is told in any case. */
export const applies = ({ onlyIf }: Rung, handoff: Handoff, { charter }: Context): boolean => {
  const taskType = charter.taskTypes[handoff.taskType];
  if (onlyIf === undefined || !taskType || !Object.hasOwn(taskType.conditions, onlyIf)) return true;
  const actions = handoff.proposal?.actions ?? [];
  const facts = factsOf(taskType, { ...handoff, ...handoff.submission, fields: handoff.fields, actions });
  try {
    return taskType.conditions[onlyIf]?.(facts) ?? true;
  } catch {
    // What a condition asks for may not be there, such as the confidence of work that came without one.
    return true;
  }
};

/** An absent manager, or a rota before its first turn, leaves the rung with the owner: somebody is told in any case. */
export const targetOf = ({ who }: Rung, handoff: Handoff, { charter, directory, now }: Context): Owner => {
  const { owner } = handoff;
  if (who === 'owner') return owner;
  const role = who === 'owner.manager' ? charter.roles[owner.role]?.manager : who;
  if (!role || role === owner.role) return owner;
  if (Object.hasOwn(charter.roles, role)) return { role, person: membersOf(directory, role)[0] ?? null };
  const rota = Object.hasOwn(charter.rotas, role) ? charter.rotas[role] : undefined;
  return { role: owner.role, person: rota ? (onCall(rota, now.getTime()) ?? owner.person) : personId(role) };
};
