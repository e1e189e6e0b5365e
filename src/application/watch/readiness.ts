import type { Check } from '../../ports/check.js';
import type { Clock } from '../../ports/clock.js';
import type { Heartbeat } from '../../ports/heartbeat.js';
import type { Log } from '../../ports/log.js';
import type { Store } from '../../ports/store.js';
import type { PageSender } from '../messages/page.js';
import type { Anchoring } from './anchoring.js';
import type { Auditor } from './auditor.js';

export interface ReadinessDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly slack: { trouble(): string | null };
  readonly paging: Pick<PageSender, 'trouble'>;
  readonly auditor: Pick<Auditor, 'trouble'>;
  readonly anchoring: Pick<Anchoring, 'trouble'>;
}

/** An outbox row older than this means that messages do not get through. */
const stuckOutboxMs = 5 * 60_000;

export function createReadiness({ store, clock, slack, paging, auditor, anchoring }: ReadinessDeps) {
  return async (): Promise<readonly Check[]> => [
    {
      name: 'database',
      trouble: await store.ping().then(() => null, databaseTrouble),
    },
    { name: 'slack', trouble: slack.trouble() },
    { name: 'outbox', trouble: await outboxTrouble(store, clock.now()) },
    { name: 'paging', trouble: paging.trouble() },
    { name: 'watch', trouble: auditor.trouble() },
    { name: 'anchors', trouble: null, warning: anchoring.trouble() },
  ];
}

/** Tells somebody outside only when all is well; that they did not hear it stops nothing. */
export async function beatWhenWell(of: {
  readonly readiness: () => Promise<readonly Check[]>;
  readonly heartbeat: Heartbeat;
  readonly log: Log;
}): Promise<void> {
  const checks = await of.readiness();
  if (checks.some(({ trouble }) => trouble !== null)) return;
  await of.heartbeat
    .beat()
    .catch((fault: unknown) => of.log.warn({ err: fault }, 'Heartbeat request failed.'));
}

function databaseTrouble(fault: unknown): string {
  const { code } = fault as { readonly code?: unknown };
  const isFull = code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL';
  return isFull
    ? 'The database cannot be written, because the disk is full: make room.'
    : 'The database cannot be written.';
}

async function outboxTrouble(store: Store, now: Date): Promise<string | null> {
  const { oldestQueuedAt, waiting } = await store.outboxState();
  const isStuck = oldestQueuedAt !== null && now.getTime() - oldestQueuedAt.getTime() > stuckOutboxMs;
  return isStuck
    ? `${waiting} messages or actions wait, the oldest since ${oldestQueuedAt.toISOString()}.`
    : null;
}
