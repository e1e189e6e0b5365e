/**
 * Who may do what with a handoff, at this moment. There is one function for every door, and it denies unless
 * the charter allows: an unknown person, an outsider, a guest, an empty approver list or a group that cannot be
 * read may not approve. Whoever asked for the work, has put words into it or answers for the agent does not count
 * as an approver when the charter excludes them, and nobody gets that right back by acting for somebody else.
 * Reading is a right as well, and whoever has any other right to a handoff has it.
 */
import type { CommandType, Verb } from '../command.js';
import type { Context } from '../context.js';
import type { Directory } from '../directory.js';
import type { Handoff } from '../handoff/handoff.js';
import { roleWords } from '../handoff/words.js';
import { type Actor, type PersonId, person } from '../ids.js';
import { type Refusal, refusal } from '../refusal.js';
import { accountRefusal } from './account.js';
import { actingAs } from './delegation.js';
import { isMember, isReadable } from './membership.js';
import { isWithin, reachOf } from './reach.js';

export interface AuthorityQuestion {
  readonly verb: Verb;
  readonly by: PersonId;
  readonly handoff: Handoff;
}
type Deed = AuthorityQuestion & { readonly verb: CommandType };
type Asking = Pick<Context, 'charter' | 'directory' | 'now'>;

/** Null when allowed. */
export function mayDecide({ verb, by, handoff }: AuthorityQuestion, context: Context): Refusal | null {
  return verb === 'read' ? mayRead(person(by), handoff, context) : mayDo({ verb, by, handoff }, context);
}

/**
 * Null when allowed; an agent reads what it submitted. The answer is the same whether or not there is a handoff: only
 * an account that Slack has not confirmed yet hears something else, because trying again will help.
 */
export function mayRead(by: Actor, handoff: Handoff | null, context: Asking): Refusal | null {
  if (by.kind === 'agent' && handoff?.origin.agent === by.name) return null;
  if (by.kind !== 'person') return refusal('nothing_to_see');
  const refused = mayAsk(by.id, context);
  if (refused) return refused;
  return handoff && isWithin(reachOf(by.id, context), handoff) ? null : refusal('nothing_to_see');
}

/**
 * Whether a message about it may go to somebody. What was read last of them and of their groups counts, however long ago:
 * it asks for no right at this moment, and a reminder must not wait until Slack says again who is who.
 */
export function mayBeShown(by: PersonId, handoff: Handoff, context: Asking): boolean {
  return mayRead(person(by), handoff, { ...context, directory: asLastRead(by, context) }) === null;
}

function asLastRead(by: PersonId, { directory, now: readAt }: Asking): Directory {
  const fresh = (groups: Directory['roles']): Directory['roles'] =>
    Object.fromEntries(
      Object.entries(groups).map(([name, found]) => [name, found.known ? { ...found, readAt } : found]),
    );
  const near = [by, ...directory.delegations.map(({ from }) => from)];
  const people = near.flatMap((id) => {
    const known = directory.people[id];
    return known ? [[id, { ...known, readAt }] as const] : [];
  });
  return {
    ...directory,
    people: Object.fromEntries(people),
    roles: fresh(directory.roles),
    channels: fresh(directory.channels),
  };
}

/** Whether somebody may ask for anything at all, such as a list. Null when allowed. */
export function mayAsk(by: PersonId, context: Asking): Refusal | null {
  const refused = accountRefusal(by, context);
  const isPassing = refused?.code === 'unknown_person' || refused?.code === 'person_unknown_now';
  return refused && !isPassing ? refusal('nothing_to_see') : refused;
}

function mayDo(question: Deed, context: Context): Refusal | null {
  const refused = accountRefusal(question.by, context);
  if (refused) return refused;
  if (question.verb === 'approve') return asApprover(question, context);
  if (question.verb === 'override') return asAdministrator(question, context);
  return asInvolved(question, context);
}

/** Stopping the work, and letting it go on: whoever looks after exceptions, and administrators. Null when allowed. */
export function mayPause(by: PersonId, context: Context): Refusal | null {
  const refused = accountRefusal(by, context);
  if (refused) return refused;
  const { exceptions, breakGlass } = context.charter;
  const roles = [...new Set([exceptions.owner, ...(breakGlass === null ? [] : [breakGlass])])];
  if (roles.some((role) => isMember(by, role, context))) return null;
  const unreadable = roles.find((role) => !isReadable(role, context));
  return unreadable ? refusal('directory_unknown', unreadable) : refusal('may_not_pause', roleWords(roles));
}

/**
 * Whose rights a person may use to approve this: their own, and those of people who let them act in their place.
 * Empty when they may not approve.
 */
export function approvalRights(by: PersonId, handoff: Handoff, context: Context): PersonId[] {
  if (exclusion(by, handoff, context)) return [];
  const { approverRoles } = handoff.policy;
  return actingAs(by, context).filter(
    (whose) =>
      approverRoles.some((role) => isMember(whose, role, context)) && !exclusion(whose, handoff, context),
  );
}

function asApprover({ by, handoff }: Deed, context: Context): Refusal | null {
  const { approverRoles } = handoff.policy;
  if (approverRoles.length === 0) return refusal('nobody_may_approve');
  const excluded = exclusion(by, handoff, context);
  if (excluded) return excluded;
  if (approvalRights(by, handoff, context).length) return null;
  const unreadable = approverRoles.find((role) => !isReadable(role, context));
  return unreadable
    ? refusal('directory_unknown', unreadable)
    : refusal('not_an_approver', roleWords(approverRoles));
}

/** Only in person, and not for one's own work: an emergency is no way around a second pair of eyes. */
function asAdministrator({ by, handoff }: Deed, context: Context): Refusal | null {
  const role = context.charter.breakGlass;
  if (role === null) return refusal('not_an_administrator');
  if (!isReadable(role, context)) return refusal('directory_unknown', role);
  if (!isMember(by, role, context)) return refusal('not_an_administrator', roleWords([role]));
  return exclusion(by, handoff, context);
}

/** Why what is theirs cannot be approved by them; null when nothing speaks against it. */
export function exclusion(by: PersonId, handoff: Handoff, context: Context): Refusal | null {
  const excludes = (whom: 'requester' | 'editor' | 'agent_owner'): boolean =>
    handoff.policy.exclude.includes(whom);
  if (excludes('requester') && handoff.origin.requester === by) return refusal('own_request');
  if (excludes('editor') && handoff.consent.editors.includes(by)) return refusal('own_edit');
  const agentOwner = context.charter.agents[handoff.origin.agent]?.owner;
  if (excludes('agent_owner') && agentOwner === by) return refusal('own_agent');
  return null;
}

function asInvolved(question: Deed, context: Context): Refusal | null {
  const { handoff, by, verb } = question;
  const acting = actingAs(by, context);
  if (involvedPeople(handoff, verb).some((person) => person !== null && acting.includes(person))) return null;
  const roles = involvedRoles(handoff, verb, context);
  if (roles.some((role) => acting.some((whose) => isMember(whose, role, context)))) return null;
  const unreadable = roles.find((role) => !isReadable(role, context));
  return unreadable
    ? refusal('directory_unknown', unreadable)
    : refusal('not_your_handoff', roleWords(roles));
}

function involvedPeople(handoff: Handoff, verb: CommandType): (PersonId | null)[] {
  const asRequester = verb === 'cancel' || verb === 'supply_information' ? [handoff.origin.requester] : [];
  const asDecider = verb === 'roll_back' ? (handoff.consent.decision?.by ?? []) : [];
  return [handoff.owner.person, handoff.exception?.owner.person ?? null, ...asRequester, ...asDecider];
}

function involvedRoles(handoff: Handoff, verb: CommandType, context: Context): string[] {
  const manager = context.charter.roles[handoff.owner.role]?.manager;
  const onExceptions = ['retry', 'resolve', 'roll_back'].includes(verb)
    ? [handoff.policy.exceptionsOwner]
    : [];
  return [
    ...new Set([
      handoff.owner.role,
      ...handoff.policy.approverRoles,
      ...(manager ? [manager] : []),
      ...onExceptions,
    ]),
  ];
}
