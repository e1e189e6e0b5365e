/**
 * How people are reached outside Slack when nobody moves. Addresses and credentials stand here only by the name
 * of their environment variable. A page carries no text of a customer: it leaves the house.
 */

export interface Paging {
  readonly default: PagingRoute;
  /** Roles that are reached another way. */
  readonly roles: Readonly<Record<string, PagingRoute>>;
}

/** At least one of both; a role that has both is paged both ways. */
export interface PagingRoute {
  readonly webhook: WebhookPager | null;
  readonly email: EmailPager | null;
}

export interface WebhookPager {
  readonly urlEnv: string;
  readonly secretEnv: string;
  /** The only hosts that it may have; none: any on the public network. */
  readonly hosts: readonly string[];
}

export interface EmailPager {
  readonly smtpUrlEnv: string;
  readonly from: string;
  readonly to: string;
}

/** The part of a charter that says it. */
interface Pages {
  readonly paging: Paging | null;
}

export const pagingWays = ['webhook', 'email'] as const;
export type PagingWay = (typeof pagingWays)[number];

/** How somebody of a role is reached; null when the charter pages nobody. */
export function pagingRoute({ paging }: Pages, role: string): PagingRoute | null {
  return paging && Object.hasOwn(paging.roles, role)
    ? (paging.roles[role] ?? null)
    : (paging?.default ?? null);
}

/** When the charter pages nobody any more, one way is left to fail, so that somebody learns of it. */
export function waysTo(charter: Pages, role: string): readonly PagingWay[] {
  const route = pagingRoute(charter, role);
  return route ? pagingWays.filter((way) => route[way] !== null) : ['webhook'];
}
