import { bot } from '../../domain/ids.js';
import type { Clock } from '../../ports/clock.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { Log } from '../../ports/log.js';
import type { Store } from '../../ports/store.js';

export interface WatchdogDeps {
  readonly store: Store;
  readonly dispatch: Dispatch;
  readonly clock: Clock;
  readonly log: Log;
}

const pageSize = 100;

/**
 * One look at everything whose next check is due, oldest first. Work that stalls is seen because every open
 * handoff has a next check; the cost grows with what is due, not with what is open. Looks never overlap, and one
 * handoff that fails does not keep the others waiting.
 */
export function createWatchdog(deps: WatchdogDeps): { tick(): Promise<number> } {
  let running: Promise<number> | null = null;
  return {
    tick: () => {
      running ??= sweep(deps).finally(() => {
        running = null;
      });
      return running;
    },
  };
}

async function sweep(deps: WatchdogDeps): Promise<number> {
  const failed = new Set<string>();
  // One instant for the whole look: whatever comes due meanwhile is the next look's, so that this one ends.
  const now = deps.clock.now();
  for (let woken = 0; ; ) {
    const ids = (await deps.store.due(now, pageSize + failed.size)).filter((id) => !failed.has(id));
    if (ids.length === 0) return woken;
    const outcomes = await Promise.allSettled(
      ids.map((handoffId) => deps.dispatch({ handoffId, command: { type: 'wake' }, actor: bot })),
    );
    outcomes.forEach((outcome, index) => {
      const id = ids[index] ?? '';
      if (outcome.status === 'fulfilled' && outcome.value.kind === 'changed') woken += 1;
      else failed.add(id);
      if (outcome.status === 'rejected')
        deps.log.error({ err: outcome.reason, handoff: id }, 'Scheduled check of a handoff failed.');
    });
  }
}
