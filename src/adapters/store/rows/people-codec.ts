import type { Delegation, Directory, Person, RoleMembers } from '../../../domain/directory.js';
import { type Instants, instantsAt } from './instants.js';

const person: Instants<Person> = { readAt: 'instant' };
const role: Instants<RoleMembers> = { readAt: 'instant' };
const delegation: Instants<Delegation> = { startsAt: 'instant', endsAt: 'instant' };

/** The directory of its rows: `team`, `person:U0ANA`, `role:support`, `channel:#support`, `delegation:U0ANA`. */
export const directoryFrom = (
  rows: readonly { readonly id: string; readonly body: string }[],
): Directory => ({
  teamId: JSON.parse(rows.find(({ id }) => id === 'team')?.body ?? 'null') as string | null,
  people: named<Person>(rows, 'person:', person),
  roles: named<RoleMembers>(rows, 'role:', role),
  channels: named<RoleMembers>(rows, 'channel:', role),
  delegations: Object.values(named<Delegation>(rows, 'delegation:', delegation)),
});

const named = <T>(
  rows: Parameters<typeof directoryFrom>[0],
  kind: string,
  table: Parameters<typeof instantsAt>[0],
): Record<string, T> => {
  const revive = instantsAt(table);
  return Object.fromEntries(
    rows
      .filter(({ id }) => id.startsWith(kind))
      .map(({ id, body }) => {
        const one = JSON.parse(body) as T;
        revive(one);
        return [id.slice(kind.length), one];
      }),
  );
};
