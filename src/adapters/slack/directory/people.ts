import type { AuthTestResponse, WebClient } from '@slack/web-api';
import type { Delegation, Directory, Person, RoleMembers } from '../../../domain/directory.js';
import { type PersonId, personId } from '../../../domain/ids.js';
import { personMaxAgeMs } from '../../../domain/people/account.js';
import type { Charters } from '../../../ports/charters.js';
import type { Clock } from '../../../ports/clock.js';
import type { Log } from '../../../ports/log.js';
import type { People } from '../../../ports/people.js';
import type { Store } from '../../../ports/store.js';
import { createChannelMembers } from './channel-members.js';

export interface PeopleDeps {
  readonly client: WebClient;
  readonly charters: Charters;
  readonly store: Pick<Store, 'people' | 'savePeople' | 'saveDelegation'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface SlackPeople extends People {
  /** Reads roles and people anew. A role that cannot be read has nobody in it, and says why. */
  refresh(): Promise<void>;
  /** Lets somebody act in another's place for a time. */
  delegate(delegation: Delegation): Promise<void>;
  /** Begins to learn about somebody who has just acted. */
  meet(id: string): void;
  /** Ids of the bot itself, once Slack has told them. */
  self(): { readonly teamId?: string; readonly botId?: string; readonly botUserId?: string };
}

/** Keeps who is who and who is in which role, so that no click ever waits for a look-up. */
export const createPeople = async (deps: PeopleDeps): Promise<SlackPeople> => {
  let directory = await deps.store.people();
  let self: ReturnType<SlackPeople['self']> = {};
  let refreshing: Promise<void> | null = null;
  const meeting = new Set<string>();
  const channelMembers = createChannelMembers(deps);
  const refresh = async (): Promise<void> => {
    const auth = await deps.client.auth.test();
    self = selfOf(auth);
    const groups = {
      roles: await readRoles(deps),
      channels: await channelMembers(deps.charters.current()),
    };
    const people = await readEverybody(groups.roles, directory, deps);
    directory = {
      ...groups,
      teamId: auth.team_id ?? null,
      // Whoever acted for the first time meanwhile stays known.
      people: { ...directory.people, ...people },
      // Another process may have taken down a delegation.
      delegations: (await deps.store.people()).delegations,
    };
    await deps.store.savePeople(directory);
  };
  const refreshOnce = (): Promise<void> => {
    refreshing ??= refresh().finally(() => {
      refreshing = null;
    });
    return refreshing;
  };
  return {
    directory: () => directory,
    self: () => self,
    refresh: refreshOnce,
    delegate: async (delegation) => {
      await deps.store.saveDelegation(delegation);
      directory = { ...directory, delegations: (await deps.store.people()).delegations };
    },
    meet: (id) => {
      if (meeting.has(id) || isFresh(directory.people[id], deps.clock.now())) return;
      meeting.add(id);
      readPerson(id, deps)
        .then((person) => {
          if (person) directory = { ...directory, people: { ...directory.people, [id]: person } };
        })
        .catch((fault: unknown) =>
          deps.log.warn({ err: fault, person: id }, 'Slack did not say who this is.'),
        )
        .finally(() => meeting.delete(id));
    },
  };
};

const selfOf = (auth: AuthTestResponse) => ({
  ...(auth.team_id ? { teamId: auth.team_id } : {}),
  ...(auth.bot_id ? { botId: auth.bot_id } : {}),
  ...(auth.user_id ? { botUserId: auth.user_id } : {}),
});

const isFresh = (known: Person | undefined, now: Date): boolean =>
  known !== undefined && now.getTime() - known.readAt.getTime() < personMaxAgeMs;

const readEverybody = async (
  roles: Directory['roles'],
  known: Directory,
  deps: PeopleDeps,
): Promise<Record<string, Person>> => {
  const members = new Set(Object.values(roles).flatMap((role) => (role.known ? role.members : [])));
  const everybody = new Set([...members, ...(Object.keys(known.people) as PersonId[])]);
  const people: Record<string, Person> = {};
  // One after the other: a large group must not use up the rate for everything else at once.
  for (const id of everybody) {
    const person = await readPerson(id, deps);
    if (person) people[id] = person;
  }
  return people;
};

const readRoles = async (deps: PeopleDeps): Promise<Record<string, RoleMembers>> => {
  const { client, charters, clock } = deps;
  const wanted = Object.values(charters.current().roles);
  const needsGroups = wanted.some((role) => role.usergroup);
  const groups = needsGroups ? await attempt(() => client.usergroups.list(), deps) : null;
  const roles: Record<string, RoleMembers> = {};
  for (const role of wanted) {
    const readAt = clock.now();
    if (!role.usergroup) {
      roles[role.name] = { known: true, members: role.users, readAt };
      continue;
    }
    const group = groups?.usergroups?.find(({ handle }) => handle === role.usergroup);
    const id = group?.id;
    const answer = id ? await attempt(() => client.usergroups.users.list({ usergroup: id }), deps) : null;
    roles[role.name] = answer?.users
      ? { known: true, members: [...new Set([...role.users, ...answer.users.map(personId)])], readAt }
      : { known: false, why: group ? 'Slack did not answer' : `there is no user group @${role.usergroup}` };
  }
  return roles;
};

/** Null when Slack would not say; the reason is in the log, and the role stays unknown. */
const attempt = async <T>(call: () => Promise<T>, { log }: PeopleDeps): Promise<T | null> => {
  try {
    return await call();
  } catch (fault) {
    log.warn({ err: fault }, 'A user group could not be read; nobody in it may decide until it can.');
    return null;
  }
};

const readPerson = async (id: string, deps: PeopleDeps): Promise<Person | null> => {
  const answer = await attempt(() => deps.client.users.info({ user: id }), deps);
  const user = answer?.user;
  if (!user) return null;
  return {
    id: personId(id),
    name: user.profile?.display_name || user.real_name || user.name || id,
    timezone: user.tz ?? null,
    teamId: user.team_id ?? null,
    isBot: user.is_bot ?? false,
    isGuest: (user.is_restricted ?? false) || (user.is_ultra_restricted ?? false),
    isDeactivated: user.deleted ?? false,
    readAt: deps.clock.now(),
  };
};
