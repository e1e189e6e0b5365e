/**
 * Who may do what with a handoff, at this moment. There is one function for every door, and it denies unless
 * the charter allows: an unknown person, an outsider, a guest, an empty approver list or a group that cannot be
 * read may not approve. Whoever asked for the work, made the last edit or answers for the agent does not count
 * as an approver when the charter excludes them.
 */
import type { CommandType, Context } from './command.js';
import type { Directory } from './directory.js';
import type { Handoff } from './handoff.js';
import type { PersonId } from './ids.js';
import { type Refusal, refusal } from './refusal.js';

/** A membership read longer ago than this says nothing any more. */
export const membershipMaxAgeMs = 60_000;

export interface Question {
  readonly verb: CommandType;
  readonly by: PersonId;
  readonly handoff: Handoff;
}

/** Null when allowed. */
export const mayDecide = (question: Question, context: Context): Refusal | null =>
  asPerson(question.by, context.directory) ??
  (question.verb === 'approve' ? asApprover(question, context) : asInvolved(question, context));

const asPerson = (by: PersonId, directory: Directory): Refusal | null => {
  const person = directory.people[by];
  if (!person) return refusal('unknown_person');
  if (person.isDeactivated) return refusal('deactivated');
  if (person.isBot) return refusal('outsider');
  if (directory.teamId === null || person.teamId !== directory.teamId) return refusal('outsider');
  if (person.isGuest) return refusal('guest');
  return null;
};

const asApprover = ({ by, handoff }: Question, context: Context): Refusal | null => {
  const { approverRoles } = handoff.policy;
  if (approverRoles.length === 0) return refusal('nobody_may_approve');
  const excluded = exclusion(by, handoff, context);
  if (excluded) return excluded;
  if (approverRoles.some((role) => isMember(by, role, context))) return null;
  const unreadable = approverRoles.find((role) => !isReadable(role, context));
  return unreadable
    ? refusal('directory_unknown', unreadable)
    : refusal('not_an_approver', roleWords(approverRoles));
};

const exclusion = (by: PersonId, handoff: Handoff, context: Context): Refusal | null => {
  const excludes = (whom: 'requester' | 'editor' | 'agent_owner'): boolean =>
    handoff.policy.exclude.includes(whom);
  if (excludes('requester') && handoff.requester === by) return refusal('own_request');
  if (excludes('editor') && handoff.lastEditor === by) return refusal('own_edit');
  const agentOwner = context.charter.agents[handoff.agent]?.owner;
  if (excludes('agent_owner') && agentOwner === by) return refusal('own_agent');
  return null;
};

const asInvolved = (question: Question, context: Context): Refusal | null => {
  const { handoff, by, verb } = question;
  if (involvedPeople(handoff, verb).includes(by)) return null;
  const roles = involvedRoles(handoff, verb, context);
  if (roles.some((role) => isMember(by, role, context))) return null;
  const unreadable = roles.find((role) => !isReadable(role, context));
  return unreadable
    ? refusal('directory_unknown', unreadable)
    : refusal('not_your_handoff', roleWords(roles));
};

const involvedPeople = (handoff: Handoff, verb: CommandType): (PersonId | null)[] => {
  const asRequester = verb === 'cancel' || verb === 'supply_information' ? [handoff.requester] : [];
  const asDecider = verb === 'roll_back' ? (handoff.decision?.by ?? []) : [];
  return [handoff.owner.person, handoff.exception?.owner.person ?? null, ...asRequester, ...asDecider];
};

const involvedRoles = (handoff: Handoff, verb: CommandType, context: Context): string[] => {
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
};

const isMember = (by: PersonId, role: string, context: Context): boolean => {
  const found = context.directory.roles[role];
  return isReadable(role, context) && found?.known === true && found.members.includes(by);
};

const isReadable = (role: string, { directory, now }: Context): boolean => {
  const found = directory.roles[role];
  return found?.known === true && now.getTime() - found.readAt.getTime() <= membershipMaxAgeMs;
};

const roleWords = (roles: readonly string[]): string =>
  roles.map((role) => role.replaceAll('_', ' ')).join(' or ');
