import type { AnchorKeeper, AnchorStore } from '../../ports/anchors.js';
import type { Clock } from '../../ports/clock.js';
import type { Log } from '../../ports/log.js';
import type { Timer } from '../../ports/timer.js';

export interface AnchoringDeps {
  readonly store: AnchorStore;
  /** Null when anchors stay in the database. */
  readonly keeper: AnchorKeeper | null;
  readonly clock: Clock;
  readonly timer: Pick<Timer, 'endOfTurn'>;
  readonly log: Log;
}

export interface Anchoring {
  /** Anchors when the last anchor is an hour old, and hands out what is not kept outside yet. Never overlaps. */
  tick(): Promise<void>;
  /** Anchors all of the log now; answers how many anchors are new. Rejects when the keeper does. */
  now(): Promise<number>;
  /** One sentence while anchors cannot be kept outside. */
  trouble(): string | null;
  /** Resolves when no tick runs any more. */
  idle(): Promise<void>;
}

const hourMs = 3_600_000;
const pageSize = 100;

export function createAnchoring(deps: AnchoringDeps): Anchoring {
  let running: Promise<void> | null = null;
  let trouble: string | null = null;
  const look = async (): Promise<void> => {
    const last = await deps.store.lastAnchor();
    if (!last || deps.clock.now().getTime() - last.at >= hourMs) await anchorAll(deps);
    try {
      await deliver(deps);
      trouble = null;
    } catch (fault) {
      trouble =
        'The newest anchors of the log could not be kept outside; the next try comes within a minute.';
      deps.log.error({ err: fault }, trouble);
    }
  };
  return {
    tick: () => {
      running ??= look().finally(() => {
        running = null;
      });
      return running;
    },
    now: async () => {
      const added = await anchorAll(deps);
      await deliver(deps);
      return added;
    },
    trouble: () => trouble,
    idle: async () => running ?? undefined,
  };
}

/** A long backlog is anchored in parts with room for clicks between them. */
async function anchorAll({ store, clock, timer }: AnchoringDeps): Promise<number> {
  for (let added = 0; ; ) {
    const step = await store.addAnchor(clock.now());
    if (step) added += 1;
    if (!step || step.isComplete) return added;
    await new Promise<void>((resolve) => timer.endOfTurn(resolve));
  }
}

async function deliver({ store, keeper, clock }: AnchoringDeps): Promise<void> {
  if (!keeper) return;
  for (;;) {
    const anchors = await store.undeliveredAnchors(keeper.id, pageSize);
    for (const anchor of anchors) {
      await keeper.keep(anchor);
      await store.anchorDelivered(keeper.id, anchor, clock.now());
    }
    if (anchors.length < pageSize) return;
  }
}
