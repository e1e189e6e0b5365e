/**
 * Whom a rung of the ladder is for now, whether its condition holds, and where it reaches them outside the workspace.
 */
import { onCall } from '../calendar/rota.js';
import type { Charter, Rung } from '../charter/charter.js';
import { waysTo } from '../charter/paging.js';
import type { Context } from '../context.js';
import { type Directory, membersOf } from '../directory.js';
import type { Effect } from '../effect.js';
import type { Handoff, Owner } from '../handoff/handoff.js';
import { factsOf } from '../handoff/settle-policy.js';
import { subjectOf } from '../handoff/subject.js';
import { type PersonId, personId } from '../ids.js';
import type { PassedOver } from '../ladder/recipients.js';
import { isAway } from '../people/presence.js';

/** Whether a rung's condition holds. One that cannot be checked holds: somebody is told in any case. */
export function applies({ onlyIf }: Rung, handoff: Handoff, { charter }: Pick<Context, 'charter'>): boolean {
  const taskType = charter.taskTypes[handoff.origin.taskType];
  if (onlyIf === undefined || !taskType || !Object.hasOwn(taskType.conditions, onlyIf)) return true;
  const facts = factsOf(taskType, subjectOf(handoff));
  try {
    return taskType.conditions[onlyIf]?.(facts) ?? true;
  } catch {
    // What a condition asks for may not be there, such as the confidence of work that came without one.
    return true;
  }
}

/** Reaching the target outside Slack, where the rung says so. */
export function pagesOf(rung: Rung | undefined, owner: Owner, charter: Charter): Effect[] {
  return rung?.do === 'page' || rung?.outsideSlack
    ? waysTo(charter, owner.role).map((way) => ({ type: 'page', way, owner }))
    : [];
}

interface RungTarget {
  readonly owner: Owner;
  /** Given when a channel is told. */
  readonly channel: string | null;
  readonly passedOver: readonly PassedOver[];
}

/**
 * Whom a rung is for now. Whoever is not there is passed over: the next is a colleague, then the manager, then
 * whoever owns exceptions. When nobody at all is known, it stays with the first: telling waits until they are.
 * An absent manager, or a rota before its first turn, leaves the rung with the owner.
 */
export function rungTargetOf(rung: Rung, handoff: Handoff, context: Context): RungTarget {
  const { owner } = handoff;
  if (rung.who.startsWith('#')) return { owner, channel: rung.who, passedOver: [] };
  const first = wanted(rung, handoff, context);
  const passedOver: PassedOver[] = [];
  for (const one of [first, ...afterwards(first, handoff, context)]) {
    const found = present(one, context);
    if (typeof found !== 'string') return { owner: found, channel: null, passedOver };
    passedOver.push({ ...one, why: found });
  }
  return { owner: first, channel: null, passedOver: [] };
}

function wanted({ who }: Rung, { owner }: Handoff, { charter, now }: Context): Owner {
  if (who === 'owner') return owner;
  const role = who === 'owner.manager' ? charter.roles[owner.role]?.manager : who;
  if (!role || role === owner.role) return owner;
  if (Object.hasOwn(charter.roles, role)) return { role, person: null };
  const rota = Object.hasOwn(charter.rotas, role) ? charter.rotas[role] : undefined;
  return { role: owner.role, person: rota ? (onCall(rota, now.getTime()) ?? owner.person) : personId(role) };
}

function afterwards({ role, person }: Owner, { policy }: Handoff, { charter }: Context): Owner[] {
  const roles = [person ? role : null, charter.roles[role]?.manager, policy.exceptionsOwner];
  return roles.flatMap((one) => (one ? [{ role: one, person: null }] : []));
}

function present({ role, person }: Owner, context: Context): Owner | PassedOver['why'] {
  const { directory } = context;
  const isThere = (id: PersonId): boolean => isActive(id, directory) && !isAway(id, context);
  if (person && isThere(person)) return { role, person };
  if (person) return isActive(person, directory) ? 'away' : 'unknown';
  if (directory.roles[role]?.known !== true) return 'unknown';
  const members = membersOf(directory, role).filter((id) => isActive(id, directory));
  const found = members.find(isThere);
  if (found) return { role, person: found };
  return members.length > 0 ? 'away' : 'empty';
}

const isActive = (id: PersonId, { people }: Directory): boolean => people[id]?.isDeactivated !== true;
