import type { Directory, Person, RoleMembers } from '../../src/domain/directory.js';
import { personId } from '../../src/domain/ids.js';

export const aPerson = (id: string, change: Partial<Person> = {}): Person => ({
  id: personId(id),
  name: id.slice(2).toLowerCase(),
  timezone: 'Europe/Berlin',
  teamId: 'T0DEMO',
  isBot: false,
  isGuest: false,
  isDeactivated: false,
  readAt: new Date('2026-10-01T09:00:00Z'),
  ...change,
});

export const members = (ids: readonly string[], readAt: Date): RoleMembers => ({
  known: true,
  members: ids.map(personId),
  readAt,
});

/** Ana and Sam are support; Ana, Ben and the agent's owner review; Meg is the head; Sal sells; Kim is nobody. */
export const aDirectory = (now: Date, change: Partial<Directory> = {}): Directory => ({
  teamId: 'T0DEMO',
  people: Object.fromEntries(
    ['U0ANA', 'U0SAM', 'U0BEN', 'U0MEG', 'U0SAL', 'U0OWN', 'U0KIM'].map((id) => [
      id,
      aPerson(id, { readAt: now }),
    ]),
  ),
  roles: {
    support: members(['U0ANA', 'U0SAM'], now),
    reviewers: members(['U0ANA', 'U0BEN', 'U0OWN'], now),
    sales: members(['U0SAL'], now),
    head_of_support: members(['U0MEG'], now),
  },
  channels: {},
  delegations: [],
  ...change,
});
