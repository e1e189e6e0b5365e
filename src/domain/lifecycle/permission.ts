/**
 * The question that every rule about a card asks first: may this actor do that? The bot itself may only report what it saw and did; an agent may touch only its own handoffs.
 */

import type { Verb } from '../command.js';
import type { Context } from '../context.js';
import { membersOf } from '../directory.js';
import type { Effect } from '../effect.js';
import type { Handoff } from '../handoff/handoff.js';
import type { PersonId } from '../ids.js';
import { exclusion, mayDecide } from '../people/authority.js';
import { type Refusal, refusal } from '../refusal.js';

const agentVerbs: readonly Verb[] = ['cancel', 'supply_information', 'roll_back'];

/** Null when the actor may. */
export function byInvolved(handoff: Handoff, verb: Verb, context: Context): Refusal | null {
  const { actor } = context;
  if (actor.kind === 'person') return mayDecide({ verb, by: actor.id, handoff }, context);
  const isOwnAgent =
    actor.kind === 'agent' && actor.name === handoff.origin.agent && agentVerbs.includes(verb);
  return isOwnAgent ? null : refusal('not_your_handoff', 'its own agent');
}

/** An approval that too few people can give would wait in silence, so its owner hears of it at once. */
export function tellIfNobody(handoff: Handoff, context: Context): Effect[] {
  const { policy, owner } = handoff;
  const members = policy.approverRoles.flatMap((role) => membersOf(context.directory, role));
  const approvers = [...new Set(members)].filter((by) => !exclusion(by, handoff, context));
  return policy.level >= 3 || approvers.length >= policy.quorum
    ? []
    : [{ type: 'tell-owner', why: 'nobody_may_approve', owner }];
}

/** The person who acts; agents and the bot never reach the rules that ask this. */
export function actingPerson({ actor }: Context): PersonId | null {
  return actor.kind === 'person' ? actor.id : null;
}

/** A line in the thread about the first event of this ruling. */
export function noteAbout(handoff: Handoff, offset = 1): Effect {
  return {
    type: 'add-note',
    event: handoff.version + offset,
  };
}
