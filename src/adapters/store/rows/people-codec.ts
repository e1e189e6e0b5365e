import type { Directory, Person, RoleMembers } from '../../../domain/directory.js';
import { type Instants, instantsAt } from './instants.js';

const person: Instants<Person> = { readAt: 'instant' };
const role: Instants<RoleMembers> = { readAt: 'instant' };

/** The directory of its rows: `team`, `person:U0ANA`, `role:support`, `channel:#support`. */
export function directoryFrom(
  rows: readonly { readonly id: string; readonly body: string }[],
): Omit<Directory, 'delegations'> {
  return {
    teamId: JSON.parse(rows.find(({ id }) => id === 'team')?.body ?? 'null') as string | null,
    people: named<Person>(rows, 'person:', person),
    roles: named<RoleMembers>(rows, 'role:', role),
    channels: named<RoleMembers>(rows, 'channel:', role),
  };
}

function named<T>(
  rows: Parameters<typeof directoryFrom>[0],
  kind: string,
  table: Parameters<typeof instantsAt>[0],
): Record<string, T> {
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
}
