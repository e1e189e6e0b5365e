/**
 * Who is in which role at this moment, and who acts in whose place. A group that could not be read within the last
 * minute has nobody in it. Somebody who is away may let another act in their place for a time; that is never handed
 * on, so it cannot go round in circles.
 */
import type { Context } from '../context.js';
import type { RoleMembers } from '../directory.js';
import type { PersonId } from '../ids.js';
import { accountRefusal } from './account.js';

/** A membership read longer ago than this says nothing any more. */
export const membershipMaxAgeMs = 60_000;

export const isMember = (
  by: PersonId,
  role: string,
  context: Pick<Context, 'directory' | 'now'>,
): boolean => {
  const found = context.directory.roles[role];
  return found !== undefined && isAmong(by, found, context);
};

/** The same for any group of people, such as those in a channel. */
export const isAmong = (by: PersonId, found: RoleMembers, now: Pick<Context, 'now'>): boolean =>
  isFresh(found, now) && found.known && found.members.includes(by);

export const isReadable = (role: string, context: Pick<Context, 'directory' | 'now'>): boolean => {
  const found = context.directory.roles[role];
  return found !== undefined && isFresh(found, context);
};

const isFresh = (found: RoleMembers, { now }: Pick<Context, 'now'>): boolean =>
  found.known && now.getTime() - found.readAt.getTime() <= membershipMaxAgeMs;

/** Everybody who lets this person act in their place now, and could act here themselves. */
export const inPlaceOf = (by: PersonId, { directory, now }: Pick<Context, 'directory' | 'now'>): PersonId[] =>
  directory.delegations
    .filter(({ to, startsAt, endsAt }) => to === by && startsAt <= now && now < endsAt)
    .map(({ from }) => from)
    .filter((from) => from !== by && accountRefusal(from, { directory, now }) === null);
