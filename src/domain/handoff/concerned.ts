/**
 * Whom a handoff concerns: the teams that answer for it now, with those above them; the roles that may approve it and
 * the one that looks after its troubles; whoever asked for it, has it, was told of it by the ladder, or has put a hand
 * to it. A way that it could still be escalated concerns nobody until it was gone.
 */
import type { PersonId } from '../ids.js';
import { personId } from '../ids.js';
import type { Handoff } from './handoff.js';

export interface Concerned {
  /** Roles whose people and whose managers it concerns. */
  readonly teams: readonly string[];
  /** Roles whose people alone it concerns. */
  readonly roles: readonly string[];
  readonly people: readonly PersonId[];
}

export function concernedBy(handoff: Handoff): Concerned {
  const { owner, exception, policy } = handoff;
  const told = toldByLadder(handoff);
  return {
    teams: once([owner.role, exception?.owner.role, ...told]),
    roles: once([...policy.approverRoles, policy.exceptionsOwner]),
    people: once([owner.person, exception?.owner.person, ...handsOn(handoff), ...told.map(personId)]),
  };
}

/** Who asked for it, decided, changed it, asked about it or ended it. */
function handsOn({
  origin: { requester },
  consent: { editors, votes, decision },
  work: { question },
  ending,
}: Handoff) {
  return [
    requester,
    ...editors,
    ...votes.flatMap(({ by, inPlaceOf }) => [by, inPlaceOf]),
    ...(decision?.by ?? []),
    question?.by,
    ending?.by,
  ];
}

/** Roles, rotas and people of the rungs that have fired; a word such as `owner` or a channel names none of them. */
function toldByLadder({ policy, clock: { nextRung } }: Handoff): string[] {
  return policy.ladder
    .slice(0, nextRung)
    .map(({ who }) => who)
    .filter((who) => who !== 'owner' && who !== 'owner.manager' && !who.startsWith('#'));
}

function once<T extends string>(names: readonly (T | null | undefined)[]): T[] {
  return [...new Set(names.flatMap((name) => (name ? [name] : [])))];
}
