/**
 * Who is there, and when they work. Somebody is away while they let another act in their place, and while the charter
 * says so. A person's own calendar goes before the one of their role.
 */
import type { Charter } from '../charter/charter.js';
import type { Directory } from '../directory.js';
import type { Owner } from '../handoff/handoff.js';
import type { PersonId } from '../ids.js';
import { isUnderWay } from './delegation.js';

export interface Moment {
  readonly charter: Charter;
  readonly directory: Directory;
  readonly now: Date;
}

export function isAway(id: PersonId, { charter, directory, now }: Moment): boolean {
  return (
    directory.delegations.some((one) => one.from === id && isUnderWay(one, { now })) ||
    (charter.people[id]?.away ?? []).some(
      ({ fromAt, toAt }) => fromAt <= now.getTime() && now.getTime() < toAt,
    )
  );
}

/** Null: around the clock. */
export function calendarNameOf({ people, roles }: Charter, { person, role }: Owner): string | null {
  return (person && people[person]?.calendar) || (roles[role]?.calendar ?? null);
}
