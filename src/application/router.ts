import type { Directory } from '../domain/directory.js';
import { membersOf } from '../domain/directory.js';
import type { Handoff, Owner } from '../domain/handoff.js';
import type { PersonId } from '../domain/ids.js';

/**
 * Who should own this: of the people in the owning role, the one with the least open work; never the person who
 * asked for it when somebody else is there. Null leaves it to the role, when nobody of it is known.
 */
export const route = (handoff: Handoff, directory: Directory, load: ReadonlyMap<string, number>): Owner => {
  const members = membersOf(directory, handoff.owner.role).filter(
    (id) => !directory.people[id]?.isDeactivated,
  );
  const others = members.filter((id) => id !== handoff.requester);
  const candidates = others.length ? others : members;
  return { role: handoff.owner.role, person: leastLoaded(candidates, load) };
};

const leastLoaded = (people: readonly PersonId[], load: ReadonlyMap<string, number>): PersonId | null =>
  [...people].sort((one, other) => (load.get(one) ?? 0) - (load.get(other) ?? 0))[0] ?? null;
