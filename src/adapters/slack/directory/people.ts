import type { WebClient } from '@slack/web-api';
import type { Directory, Person, RoleMembers } from '../../../domain/directory.js';
import { personId } from '../../../domain/ids.js';
import { personMaxAgeMs } from '../../../domain/people/account.js';
import type { Charters } from '../../../ports/charters.js';
import type { Clock } from '../../../ports/clock.js';
import type { Log } from '../../../ports/log.js';
import type { LivePeople } from '../../../ports/people.js';
import type { Store } from '../../../ports/store.js';
import { createChannelMembers } from './channel-members.js';
import { personOf, readPerson, type Self, type SlackUser, walkPeople } from './read-people.js';
import { readRoles } from './read-roles.js';

export interface PeopleDeps {
  readonly client: WebClient;
  readonly charters: Charters;
  readonly store: Pick<Store, 'people' | 'savePeople' | 'delegations'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What an event says about the members of a group; `users` is all of them. */
export interface GroupChange {
  readonly id: string;
  readonly users?: readonly string[];
  readonly added?: readonly string[];
  readonly removed?: readonly string[];
}

export interface SlackPeople extends LivePeople {
  /** Reads roles and people anew. What cannot be read keeps its age, and nobody counts for longer than that allows. */
  refresh(): Promise<void>;
  /** Resolves once somebody who has just acted is known freshly, or after a moment; at once for whoever is. */
  meet(id: string): Promise<void>;
  /** Somebody's profile changed: one row. */
  personChanged(user: SlackUser): Promise<void>;
  /** Members of a group changed: the roles of that group. */
  groupChanged(change: GroupChange): Promise<void>;
  /** Ids of the bot itself, once Slack has told them. */
  self(): { readonly teamId?: string; readonly botId?: string; readonly botUserId?: string };
}

/** Slack waits three seconds for an answer; whoever is met for the first time may take half of them. */
const meetWithinMs = 1_500;
/** Slack allows twenty pages of people a minute; half of them are left to others. */
const msPerPage = 6_000;

/** Keeps who is who and who is in which role. Its cost follows what changes, not how many people there are. */
export async function createPeople(deps: PeopleDeps): Promise<SlackPeople> {
  const state = await startingState(deps);
  const meeting = new Map<string, Promise<void>>();
  const readChannels = createChannelMembers(deps);
  let refreshing: Promise<void> | null = null;
  const learn = (id: string): Promise<void> => {
    const asked =
      meeting.get(id) ??
      readPerson(id, state.self, deps)
        .then((person) => person && keep(state, { people: { [person.id]: person } }))
        .catch((fault: unknown) => deps.log.warn({ err: fault, person: id }, 'Slack users.info failed.'))
        .then(() => void meeting.delete(id));
    meeting.set(id, asked);
    return asked;
  };
  return {
    directory: () => state.directory,
    self: () => state.ids,
    refresh: () => {
      refreshing ??= refresh(state, deps, { learn, readChannels }).finally(() => {
        refreshing = null;
      });
      return refreshing;
    },
    readDelegations: () => readDelegations(state, deps),
    meet: (id) => (isFresh(state.directory.people[id], deps.clock) ? Promise.resolve() : atMost(learn(id))),
    personChanged: async (user) => {
      if (!keepPerson(user, state, deps) && user.id) await learn(user.id);
    },
    groupChanged: async (change) => keepGroup(change, state, deps),
  };
}

/** Whether the event said enough of them. */
function keepPerson(user: SlackUser, state: State, { clock }: PeopleDeps): boolean {
  const known = user.id ? state.directory.people[user.id] : undefined;
  // Whoever is gone is gone at once, whatever else an event leaves out.
  if (known && user.deleted) keep(state, { people: { [known.id]: { ...known, isDeactivated: true } } });
  const person = personOf(user, state.self, clock.now());
  if (person) keep(state, { people: { [person.id]: person } });
  return person !== null;
}

function keepGroup(change: GroupChange, state: State, deps: PeopleDeps): void {
  const handle = state.groups.get(change.id);
  if (handle === undefined) return;
  const changed = rolesOf(handle, state, deps).map(([name, members]) => [name, withChange(members, change)]);
  keep(state, { roles: { ...state.directory.roles, ...Object.fromEntries(changed) } });
}

interface Readers {
  readonly learn: (id: string) => Promise<void>;
  readonly readChannels: ReturnType<typeof createChannelMembers>;
}

async function readDelegations(state: State, { store }: PeopleDeps): Promise<void> {
  return keep(state, { delegations: await store.delegations() });
}

interface State {
  directory: Directory;
  self: Self;
  ids: ReturnType<SlackPeople['self']>;
  /** Handles of groups by their ids. */
  readonly groups: Map<string, string>;
  /** The list of people: where the walk through it stands, and when the next one may begin. */
  cursor: string | null;
  walkAgainAt: number;
  saved: string;
}

async function startingState({ store }: PeopleDeps): Promise<State> {
  const directory = await store.people();
  return {
    directory,
    self: { teamId: directory.teamId, enterpriseId: null },
    ids: {},
    groups: new Map(),
    cursor: null,
    walkAgainAt: 0,
    saved: '',
  };
}

function keep(state: State, { people, ...more }: Partial<Directory>): void {
  state.directory = {
    ...state.directory,
    ...more,
    people: people ? { ...state.directory.people, ...people } : state.directory.people,
  };
}

async function refresh(state: State, deps: PeopleDeps, { learn, readChannels }: Readers): Promise<void> {
  const auth = await deps.client.auth.test();
  state.self = { teamId: auth.team_id ?? null, enterpriseId: auth.enterprise_id ?? null };
  state.ids = {
    ...(auth.team_id ? { teamId: auth.team_id } : {}),
    ...(auth.bot_id ? { botId: auth.bot_id } : {}),
    ...(auth.user_id ? { botUserId: auth.user_id } : {}),
  };
  keep(state, { teamId: state.self.teamId });
  const { roles } = state.directory;
  keep(state, { roles: await readRoles(deps.charters.current(), { roles, groups: state.groups }, deps) });
  keep(state, { channels: await readChannels(deps.charters.current()) });
  await walk(state, deps);
  await meetMembers(state, deps, learn);
  // Another process may have taken down a delegation.
  await readDelegations(state, deps);
  await save(state, deps);
}

/** A large workspace is read at a pace that leaves room; whoever acts meanwhile is looked up by themselves. */
async function walk(state: State, deps: PeopleDeps): Promise<void> {
  const now = deps.clock.now().getTime();
  if (now < state.walkAgainAt) return;
  try {
    const { people, pages, cursor } = await walkPeople(state.cursor, state.self, deps);
    state.cursor = cursor;
    state.walkAgainAt = now + (cursor === null ? pages * msPerPage : 0);
    keep(state, { people });
  } catch (fault) {
    deps.log.warn({ err: fault }, 'Slack users.list failed; falling back to users.info.');
  }
}

const mostLookedUp = 20;

/** Members whom the list did not name, such as people of a shared channel. */
async function meetMembers(
  { directory: { roles, people } }: State,
  { clock }: PeopleDeps,
  learn: (id: string) => Promise<void>,
): Promise<void> {
  const members = new Set(Object.values(roles).flatMap((role) => (role.known ? role.members : [])));
  const strange = [...members].filter(
    (id) => !isFresh(people[id], clock) && people[id]?.isDeactivated !== true,
  );
  for (const id of strange.slice(0, mostLookedUp)) await learn(id);
}

/** Written only when somebody changed: the time of reading means nothing after a restart. */
async function save(state: State, { store }: PeopleDeps): Promise<void> {
  const { people, roles, teamId } = state.directory;
  const now = JSON.stringify([teamId, people, roles], (key, value: unknown) =>
    key === 'readAt' ? undefined : value,
  );
  if (now === state.saved) return;
  await store.savePeople(state.directory);
  state.saved = now;
}

function isFresh(person: Person | undefined, clock: Clock): boolean {
  return person !== undefined && clock.now().getTime() - person.readAt.getTime() < personMaxAgeMs;
}

function atMost(asked: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, meetWithinMs);
    void asked.finally(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function rolesOf(handle: string, { directory }: State, { charters }: PeopleDeps): [string, RoleMembers][] {
  return Object.values(charters.current().roles)
    .filter(({ usergroup }) => usergroup === handle)
    .flatMap(({ name }): [string, RoleMembers][] => {
      const members = directory.roles[name];
      return members ? [[name, members]] : [];
    });
}

/** As old as the last reading: an event is no proof that nothing else changed. */
function withChange(role: RoleMembers, { users, added = [], removed = [] }: GroupChange): RoleMembers {
  if (!role.known) return role;
  const members = users ?? [...role.members.filter((id) => !removed.includes(id)), ...added];
  return { ...role, members: [...new Set(members.map(personId))] };
}
