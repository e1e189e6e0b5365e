/**
 * The directory is what is known about people at one moment: who they are, and who is in which role. It may
 * be unable to say; then nobody is in the role, and nobody may decide.
 */
import type { PersonId } from './ids.js';

export interface Directory {
  /** The workspace whose people may decide; anybody else is an outsider. */
  readonly teamId: string | null;
  readonly people: Readonly<Record<string, Person>>;
  readonly roles: Readonly<Record<string, RoleMembers>>;
  /** Who is in the channels that the charter reads by, by their names in it. */
  readonly channels: Readonly<Record<string, RoleMembers>>;
  readonly delegations: readonly Delegation[];
}

/** Somebody lets somebody else act in their place for a time. It is never handed on. */
export interface Delegation {
  readonly from: PersonId;
  readonly to: PersonId;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly timezone: string | null;
  readonly teamId: string | null;
  readonly isBot: boolean;
  readonly isGuest: boolean;
  readonly isDeactivated: boolean;
  readonly readAt: Date;
}

export type RoleMembers =
  | { readonly known: true; readonly members: readonly PersonId[]; readonly readAt: Date }
  | { readonly known: false; readonly why: string };

export function membersOf(directory: Directory, role: string): readonly PersonId[] {
  const found = directory.roles[role];
  return found?.known ? found.members : [];
}
