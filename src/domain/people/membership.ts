/**
 * Who is in which role at this moment. A group that could not be read within the last minute has nobody in it, and
 * whoever is in none of the roles that count has no right by a role.
 */
import type { Context } from '../context.js';
import type { RoleMembers } from '../directory.js';
import type { PersonId } from '../ids.js';

/** A membership read longer ago than this says nothing any more. */
export const membershipMaxAgeMs = 60_000;

export function isMember(by: PersonId, role: string, context: Pick<Context, 'directory' | 'now'>): boolean {
  const found = context.directory.roles[role];
  return found !== undefined && isAmong(by, found, context);
}

/** The same for any group of people, such as those in a channel. */
export function isAmong(by: PersonId, found: RoleMembers, now: Pick<Context, 'now'>): boolean {
  return isFresh(found, now) && found.known && found.members.includes(by);
}

export function isReadable(role: string, context: Pick<Context, 'directory' | 'now'>): boolean {
  const found = context.directory.roles[role];
  return found !== undefined && isFresh(found, context);
}

function isFresh(found: RoleMembers, { now }: Pick<Context, 'now'>): boolean {
  return found.known && now.getTime() - found.readAt.getTime() <= membershipMaxAgeMs;
}
