import type { WebClient } from '@slack/web-api';
import type { Charter } from '../../../domain/charter/charter.js';
import type { RoleMembers } from '../../../domain/directory.js';
import { personId } from '../../../domain/ids.js';
import type { Clock } from '../../../ports/clock.js';
import type { Log } from '../../../ports/log.js';

export interface RoleDeps {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly log: Log;
}

interface Group {
  readonly id?: string;
  readonly handle?: string;
  readonly users?: string[];
}

type Roles = Readonly<Record<string, RoleMembers>>;

/**
 * Who is in each role of the charter. All groups come with their members in one call. What could not be read stays as it
 * was read last: authority looks at its age.
 */
export async function readRoles(
  charter: Charter,
  before: { readonly roles: Roles; readonly groups: Map<string, string> },
  deps: RoleDeps,
): Promise<Roles> {
  const wanted = Object.values(charter.roles);
  const groups = wanted.some(({ usergroup }) => usergroup) ? await readGroups(deps) : [];
  for (const { id, handle } of groups ?? []) if (id && handle) before.groups.set(id, handle);
  const read = await Promise.all(
    wanted.map(async (role): Promise<[string, RoleMembers]> => {
      const readAt = deps.clock.now();
      if (!role.usergroup) return [role.name, { known: true, members: role.users, readAt }];
      const kept = before.roles[role.name];
      const members = groups && (await membersOf(role.usergroup, groups, deps));
      if (members === null)
        return [role.name, kept?.known ? kept : { known: false, why: 'Slack did not answer' }];
      if (members === undefined)
        return [role.name, { known: false, why: `there is no user group @${role.usergroup}` }];
      return [
        role.name,
        { known: true, members: [...new Set([...role.users, ...members.map(personId)])], readAt },
      ];
    }),
  );
  return Object.fromEntries(read);
}

/** Null when Slack would not say. */
async function readGroups({ client, log }: RoleDeps): Promise<readonly Group[] | null> {
  try {
    return (await client.usergroups.list({ include_users: true })).usergroups ?? [];
  } catch (fault) {
    log.warn({ err: fault }, 'Slack user group list failed; cached members stay valid for another minute.');
    return null;
  }
}

/** Undefined when there is no such group; null when Slack would not say who is in it. */
async function membersOf(
  handle: string,
  groups: readonly Group[],
  { client, log }: RoleDeps,
): Promise<readonly string[] | null | undefined> {
  const group = groups.find((one) => one.handle === handle);
  if (!group?.id) return undefined;
  if (group.users) return group.users;
  try {
    return (await client.usergroups.users.list({ usergroup: group.id })).users ?? null;
  } catch (fault) {
    log.warn(
      { err: fault, group: handle },
      'Slack user group lookup failed; cached members stay valid for another minute.',
    );
    return null;
  }
}
