import { type UsersInfoResponse, WebAPIRateLimitedError, type WebClient } from '@slack/web-api';
import type { Person } from '../../../domain/directory.js';
import { personId } from '../../../domain/ids.js';
import type { Clock } from '../../../ports/clock.js';

/** What Slack says of the bot itself. */
export interface Self {
  readonly teamId: string | null;
  /** On Enterprise Grid: the organization that the workspace belongs to. */
  readonly enterpriseId: string | null;
}

export interface ReadDeps {
  readonly client: WebClient;
  readonly clock: Clock;
}

export type SlackUser = NonNullable<UsersInfoResponse['user']>;

/** Null when Slack knows nobody of that id. Throws when it would not say. */
export async function readPerson(
  id: string,
  self: Self,
  { client, clock }: ReadDeps,
): Promise<Person | null> {
  const { user } = await client.users.info({ user: id });
  return user ? personOf({ ...user, id: user.id ?? id }, self, clock.now()) : null;
}

/** Where a walk through the list of people stands. */
export interface Walk {
  readonly people: Readonly<Record<string, Person>>;
  readonly pages: number;
  /** Null when the list was read to its end; otherwise where it goes on another time. */
  readonly cursor: string | null;
}

const mostPerPage = 1_000;
const mostPages = 100;

/** Reads pages of up to 1,000 people until the end, or until Slack asks to come back later. */
export async function walkPeople(
  from: string | null,
  self: Self,
  { client, clock }: ReadDeps,
): Promise<Walk> {
  const people: Record<string, Person> = {};
  let cursor = from;
  let pages = 0;
  do {
    const page = await client.users
      .list({ limit: mostPerPage, ...(cursor ? { cursor } : {}) })
      .catch((fault: unknown) => {
        if (fault instanceof WebAPIRateLimitedError && pages > 0) return null;
        throw fault;
      });
    if (page === null) return { people, pages, cursor };
    for (const user of page.members ?? []) {
      const person = user.id ? personOf(user, self, clock.now()) : null;
      if (person) people[person.id] = person;
    }
    cursor = page.response_metadata?.next_cursor || null;
    pages += 1;
  } while (cursor !== null && pages < mostPages);
  return { people, pages, cursor };
}

/** Null where what Slack sent leaves open who somebody is, as some events do. */
export function personOf(user: SlackUser, self: Self, readAt: Date): Person | null {
  if (!user.id || user.team_id === undefined) return null;
  return {
    id: personId(user.id),
    name: user.profile?.display_name || user.real_name || user.name || user.id,
    timezone: user.tz ?? null,
    teamId: teamOf(user, self),
    isBot: user.is_bot ?? false,
    // Strangers of a shared channel are guests of it, whichever workspace they come from.
    isGuest:
      (user.is_restricted ?? false) || (user.is_ultra_restricted ?? false) || (user.is_stranger ?? false),
    isDeactivated: user.deleted ?? false,
    readAt,
  };
}

/**
 * The workspace that somebody counts for. On Enterprise Grid people have one home and may be members of several
 * workspaces: whoever is a member of ours is at home in it, and nobody of another organization ever is.
 */
function teamOf({ team_id, enterprise_user: grid }: SlackUser, self: Self): string | null {
  const isOfOurs =
    self.teamId !== null &&
    self.enterpriseId !== null &&
    grid?.enterprise_id === self.enterpriseId &&
    (grid.teams ?? []).includes(self.teamId);
  return isOfOurs ? self.teamId : (team_id ?? null);
}
