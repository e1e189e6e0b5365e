import type { PagingRoute, PagingWay } from '../domain/charter/paging.js';
import type { WriteResult } from './connector.js';

/** Reaches people outside Slack. Every call is made once: retries belong to the outbox. */
export interface Pager {
  page(page: Page): Promise<WriteResult>;
}

/** No word of a customer is in it. */
export interface Page {
  /** The same key is the same page. */
  readonly key: string;
  readonly way: PagingWay;
  readonly route: PagingRoute;
  readonly handoff: string;
  readonly taskType: string;
  /** Whose it is now: a role, and a person's id where one is known. */
  readonly role: string;
  readonly person: string | null;
  readonly openedAt: Date;
  readonly dueAt: Date | null;
}
