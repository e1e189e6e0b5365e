/**
 * How far somebody may read. Everything is for administrators; otherwise a handoff has to concern them, a role of theirs,
 * a team that they manage at whatever distance, or somebody who lets them act in their place. The charter may name more
 * readers of a kind of work: roles, or whoever is in the channel of its card. Who cannot be seen to be in a role or a
 * channel is not in it.
 */
import type { Charter } from '../charter/charter.js';
import type { Context } from '../context.js';
import type { RoleMembers } from '../directory.js';
import { concernedBy } from '../handoff/concerned.js';
import type { Handoff } from '../handoff/handoff.js';
import type { PersonId } from '../ids.js';
import { actingAs } from './delegation.js';
import { isAmong, isMember } from './membership.js';

export interface Reach {
  readonly isAll: boolean;
  /** They themselves, and those in whose place they act. */
  readonly people: readonly PersonId[];
  /** Their roles, and the rotas that they take turns in. */
  readonly roles: readonly string[];
  /** Those, and every role that they manage through others. */
  readonly teams: readonly string[];
  /** Kinds of work that the charter lets them read. */
  readonly taskTypes: readonly string[];
  /** Kinds of work that whoever is in the channel of the card may read, and the channels that they are in. */
  readonly inChannel: { readonly taskTypes: readonly string[]; readonly channels: readonly string[] };
}

type Asking = Pick<Context, 'charter' | 'directory' | 'now'>;

/** Nothing at all for an account that cannot act here. */
export function reachOf(by: PersonId, context: Asking): Reach {
  const people = actingAs(by, context);
  return people.length ? reachAs(by, people, context) : nothing;
}

export function isWithin(reach: Reach, handoff: Handoff): boolean {
  const { teams, roles, people } = concernedBy(handoff);
  const { taskType } = handoff.origin;
  const { policy } = handoff;
  return (
    reach.isAll ||
    reach.taskTypes.includes(taskType) ||
    people.some((one) => reach.people.includes(one)) ||
    roles.some((role) => reach.roles.includes(role)) ||
    teams.some((team) => reach.teams.includes(team)) ||
    (reach.inChannel.taskTypes.includes(taskType) && reach.inChannel.channels.includes(policy.channel))
  );
}

const nothing: Reach = {
  isAll: false,
  people: [],
  roles: [],
  teams: [],
  taskTypes: [],
  inChannel: { taskTypes: [], channels: [] },
};

function reachAs(by: PersonId, people: readonly PersonId[], context: Asking): Reach {
  const { charter, directory } = context;
  const { breakGlass, rotas } = charter;
  const roles = rolesOf(people, context);
  const turns = Object.keys(rotas).filter((rota) => people.some((one) => takesTurns(one, rota, charter)));
  const types = Object.values(charter.taskTypes);
  const isNamed = ({ readers }: (typeof types)[number]): boolean =>
    readers !== 'channel' && readers.some((role) => roles.includes(role));
  const isIn = (found: RoleMembers): boolean => people.some((one) => isAmong(one, found, context));
  return {
    // Only in person, as they approve.
    isAll: breakGlass !== null && isMember(by, breakGlass, context),
    people,
    roles: [...roles, ...turns],
    teams: [...roles, ...turns, ...managedBy(roles, charter)],
    taskTypes: types.filter(isNamed).map(({ name }) => name),
    inChannel: {
      taskTypes: types.filter(({ readers }) => readers === 'channel').map(({ name }) => name),
      channels: Object.entries(directory.channels).flatMap(([name, found]) => (isIn(found) ? [name] : [])),
    },
  };
}

function rolesOf(people: readonly PersonId[], context: Asking): string[] {
  return Object.keys(context.charter.roles).filter((role) =>
    people.some((one) => isMember(one, role, context)),
  );
}

function takesTurns(by: PersonId, name: string, { rotas, roles }: Charter): boolean {
  const rota = rotas[name];
  if (!rota || Object.hasOwn(roles, name)) return false;
  return rota.people.includes(by) || rota.overrides.some(({ person }) => person === by);
}

function managedBy(roles: readonly string[], charter: Charter): string[] {
  return Object.keys(charter.roles).filter((role) =>
    managersOf(role, charter).some((one) => roles.includes(one)),
  );
}

/** Up to the top; managers in a circle end where it closes. */
function managersOf(role: string, { roles }: Charter): string[] {
  const found: string[] = [];
  let next = roles[role]?.manager;
  while (next !== undefined && !found.includes(next)) {
    found.push(next);
    next = roles[next]?.manager;
  }
  return found;
}
