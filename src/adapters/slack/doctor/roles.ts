import type { WebClient } from '@slack/web-api';
import type { Charter, Role } from '../../../domain/charter/charter.js';
import type { Finding } from '../../../ports/finding.js';
import { looking } from './looking.js';
import { createPersonLookup, type PersonLookup } from './persons.js';

export interface RoleExamDeps {
  readonly client: WebClient;
  readonly charter: Charter;
  readonly teamId: string;
}

/** Whether each user group has somebody who may decide, and whether each named person may. */
export async function examineRoles({ client, charter, teamId }: RoleExamDeps): Promise<Finding[]> {
  const personTrouble = createPersonLookup(client, teamId);
  const groups = Object.values(charter.roles).filter(({ usergroup }) => usergroup !== undefined);
  return [
    ...(groups.length
      ? await looking('user groups', () => examineGroups({ client, groups, personTrouble }))
      : []),
    ...(await examinePersons(charter, personTrouble)),
  ];
}

interface Groups {
  readonly client: WebClient;
  readonly groups: readonly Role[];
  readonly personTrouble: PersonLookup;
}

async function examineGroups({ client, groups, personTrouble }: Groups): Promise<Finding[]> {
  const { usergroups = [] } = await client.usergroups.list();
  const findings: Finding[] = [];
  for (const handle of new Set(groups.flatMap(({ usergroup }) => usergroup ?? []))) {
    const about = `@${handle}`;
    const id = usergroups.find((group) => group.handle === handle)?.id;
    findings.push(
      ...(id
        ? await looking(about, async () => {
            const { users = [] } = await client.usergroups.users.list({ usergroup: id });
            return [await groupFinding(about, users, personTrouble)];
          })
        : [
            bad(
              about,
              'there is no such user group: make it in Slack, or correct its handle in the charter.',
            ),
          ]),
    );
  }
  return findings;
}

/** One member who may decide is enough; a large group would use up Slack's rate for everything else. */
async function groupFinding(
  about: string,
  members: readonly string[],
  personTrouble: PersonLookup,
): Promise<Finding> {
  if (members.length === 0) return bad(about, 'nobody is in this user group: add somebody in Slack.');
  for (const member of members)
    if ((await personTrouble(member)) === null)
      return {
        health: 'ok',
        about,
        says: `has ${members.length === 1 ? 'one member' : `${members.length} members`}`,
      };
  return bad(
    about,
    'nobody in this user group may decide: add somebody of your own workspace who is no guest.',
  );
}

async function examinePersons(charter: Charter, personTrouble: PersonLookup): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const id of personsNamed(charter))
    findings.push(
      ...(await looking(id, async () => {
        const trouble = await personTrouble(id);
        return [trouble ? bad(id, trouble) : { health: 'ok', about: id, says: 'is an active member' }];
      })),
    );
  return findings;
}

/** Everybody whom the charter names by id: in roles, rotas and rungs, and who answers for agents. */
function personsNamed({ roles, rotas, taskTypes, agents }: Charter): string[] {
  return [
    ...new Set([
      ...Object.values(roles).flatMap(({ users }) => users),
      ...Object.values(rotas).flatMap(({ people, overrides }) => [
        ...people,
        ...overrides.map(({ person }) => person),
      ]),
      ...Object.values(taskTypes).flatMap(({ ladder }) =>
        ladder.map(({ who }) => who).filter((who) => /^[UW][A-Z0-9]+$/.test(who)),
      ),
      ...Object.values(agents).flatMap(({ owner }) => owner ?? []),
    ]),
  ];
}

const bad = (about: string, says: string): Finding => ({ health: 'bad', about, says });
