import { membersOf } from '../../domain/directory.js';
import type { Handoff, Owner } from '../../domain/handoff/handoff.js';
import type { PersonId } from '../../domain/ids.js';
import { isAway, type Moment } from '../../domain/people/presence.js';

/**
 * Who should own this: of the people in the owning role, the one with the least open work who is there; never the
 * person who asked for it when somebody else is. Null leaves it to the role, when nobody of it is known.
 */
export function route(handoff: Handoff, moment: Moment, load: ReadonlyMap<string, number>): Owner {
  const { directory } = moment;
  const members = membersOf(directory, handoff.owner.role).filter(
    (id) => !directory.people[id]?.isDeactivated,
  );
  const there = members.filter((id) => !isAway(id, moment));
  const others = there.filter((id) => id !== handoff.origin.requester);
  const candidates = others.length ? others : there.length ? there : members;
  return { role: handoff.owner.role, person: leastLoaded(candidates, load) };
}

function leastLoaded(people: readonly PersonId[], load: ReadonlyMap<string, number>): PersonId | null {
  return [...people].sort((one, other) => (load.get(one) ?? 0) - (load.get(other) ?? 0))[0] ?? null;
}
