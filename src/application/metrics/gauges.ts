import type { Clock } from '../../ports/clock.js';
import type { Measure } from '../../ports/metrics.js';
import type { Store } from '../../ports/store.js';
import type { Auditor } from '../watch/auditor.js';

export interface GaugesDeps {
  readonly store: Pick<Store, 'openCounts' | 'outboxState' | 'freeBytes'>;
  readonly auditor: Pick<Auditor, 'stuck'>;
  readonly clock: Clock;
}

/** Counting a million open rows takes a while, so that several scrapers share one answer. */
const keptMs = 10_000;

/** How things stand now. */
export function createGauges(deps: GaugesDeps): () => Promise<readonly Measure[]> {
  let kept: { readonly at: number; readonly measures: Promise<readonly Measure[]> } | null = null;
  return () => {
    const at = deps.clock.now().getTime();
    if (!kept || Math.abs(at - kept.at) >= keptMs) {
      const measures = measure(deps);
      kept = { at, measures };
      // A question that failed is asked again.
      measures.catch(() => {
        kept = null;
      });
    }
    return kept.measures;
  };
}

async function measure({ store, auditor, clock }: GaugesDeps): Promise<readonly Measure[]> {
  const [counts, { waiting, oldestQueuedAt }, freeBytes] = await Promise.all([
    store.openCounts(),
    store.outboxState(),
    store.freeBytes(),
  ]);
  const exceptions = counts.filter(({ state }) => state === 'exception');
  const oldestMs = oldestQueuedAt ? clock.now().getTime() - oldestQueuedAt.getTime() : 0;
  const none = {};
  return [
    ...counts.map(
      ({ taskType, state, count }): Measure => ({
        name: 'handoffs_open',
        labels: { task_type: taskType, state },
        value: count,
      }),
    ),
    { name: 'exceptions_open', labels: none, value: exceptions.reduce((sum, { count }) => sum + count, 0) },
    { name: 'handoffs_stuck', labels: none, value: auditor.stuck().length },
    { name: 'disk_free_bytes', labels: none, value: freeBytes },
    { name: 'outbox_waiting', labels: none, value: waiting },
    { name: 'outbox_oldest_seconds', labels: none, value: Math.max(0, oldestMs) / 1_000 },
  ];
}
