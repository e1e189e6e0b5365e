import type { HandoffId } from '../../domain/ids.js';
import type { Clock } from '../../ports/clock.js';
import type { Log } from '../../ports/log.js';
import type { Store } from '../../ports/store.js';

export interface AuditorDeps {
  readonly store: Pick<Store, 'stuck'>;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Auditor {
  /** Looks for handoffs that nothing moves any more. */
  tick(): Promise<void>;
  /** One sentence while there are any, or when nobody has looked for two ticks. */
  trouble(): string | null;
  /** Those found by the last look, at most a hundred. */
  stuck(): readonly HandoffId[];
}

/** The watchdog looks every minute, so after two of them nothing that was due may still be. */
export const twoTicksMs = 2 * 60_000;
/** More of them say no more than that something is badly wrong. */
const mostNamed = 100;

/**
 * Watches the watchdog: asks the database, past everything that moves handoffs, whether each open one has an
 * owner and a next check that is not long over.
 */
export function createAuditor({ store, clock, log }: AuditorDeps): Auditor {
  let found: readonly HandoffId[] = [];
  let lookedAt = clock.now().getTime();
  return {
    tick: async () => {
      const now = clock.now().getTime();
      found = await store.stuck(new Date(now - twoTicksMs), mostNamed);
      lookedAt = now;
      if (found.length > 0)
        log.error(
          { handoffs: found.slice(0, 10) },
          'Health check failed: open handoffs are overdue for their next check.',
        );
    },
    trouble: () => {
      if (clock.now().getTime() - lookedAt > twoTicksMs)
        return 'Nobody has checked for two minutes whether open work is looked after.';
      return found.length > 0 ? sentence(found) : null;
    },
    stuck: () => found,
  };
}

function sentence(found: readonly HandoffId[]): string {
  const count = found.length < mostNamed ? `${found.length}` : `${mostNamed} or more`;
  const first = found.slice(0, 3).join(', ');
  return `${count} open without an owner, or not looked at for two minutes: ${first}${found.length > 3 ? ' …' : ''}`;
}
