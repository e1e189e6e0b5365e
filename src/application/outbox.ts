import type { Effect, EffectType } from '../domain/effect.js';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';
import type { OutboxItem, Store } from '../ports/store.js';
import type { Timer } from '../ports/timer.js';
import { SettledElsewhere } from './dispatch.js';
import { done, type EffectOutcome, later, type Perform } from './effect-outcome.js';

export interface OutboxDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly log: Log;
  readonly effects: { readonly [Type in EffectType]: Perform<Extract<Effect, { type: Type }>> };
}

export interface Outbox {
  /** Looks for due items now; cheap to call often. */
  pump(): void;
  /** Looks again, now, at what waits for a pause or a limit to end. */
  wake(): Promise<void>;
  /** Resolves when nothing is being performed any more; nothing new is begun. */
  stop(): Promise<void>;
}

/** Lanes worked on at the same time. */
const maxLanes = 32;
const firstWaitMs = 1_000;
const longestWaitMs = 5 * 60_000;

/**
 * Performs stored effects: lanes side by side, the items of one lane one after the other. An attempt is counted
 * durably before it is made, so that after a crash a second try knows that a first one may have got through.
 */
export const createOutbox = (deps: OutboxDeps): Outbox => {
  const lanes = new Map<string, Promise<void>>();
  let cancelTimer = (): void => {};
  let isStopped = false;
  let isPumping = false;
  let wantsPump = false;
  let wakes = 0;

  const begin = (item: OutboxItem): void => {
    const work = perform(item, { ...deps, wakes: () => wakes })
      .catch((fault) => unsettled(item, fault, deps))
      .finally(() => {
        lanes.delete(item.lane);
        pump();
      });
    lanes.set(item.lane, work);
  };

  const look = async (): Promise<void> => {
    const items = await deps.store.outboxDue(deps.clock.now(), new Set(lanes.keys()));
    for (const item of items) if (lanes.size < maxLanes && !isStopped) begin(item);
    const next = await deps.store.outboxNext();
    cancelTimer();
    if (next && !isStopped && next > deps.clock.now()) cancelTimer = deps.timer.at(next, pump);
  };

  const pump = (): void => {
    if (isStopped) return;
    wantsPump = true;
    if (isPumping) return;
    isPumping = true;
    void (async () => {
      while (wantsPump && !isStopped) {
        wantsPump = false;
        await look();
      }
    })()
      .catch((fault: unknown) => deps.log.error({ err: fault }, 'The outbox could not be read.'))
      .finally(() => {
        isPumping = false;
      });
  };

  const stop = async (): Promise<void> => {
    isStopped = true;
    cancelTimer();
    await Promise.all(lanes.values());
  };
  const wake = (): Promise<void> => {
    wakes += 1;
    return deps.store.outboxWake(deps.clock.now()).then(pump);
  };
  return { pump, wake, stop };
};

const unsettled = ({ id }: OutboxItem, fault: unknown, { log }: OutboxDeps): void =>
  log.error({ err: fault, outbox: id }, 'An outbox item could not be settled.');

const perform = async (
  item: OutboxItem,
  { wakes, ...deps }: OutboxDeps & { readonly wakes: () => number },
): Promise<void> => {
  const begun = wakes();
  const handoff = await deps.store.handoff(item.handoffId);
  if (!handoff) throw new Error(`Outbox item ${item.id} belongs to no handoff.`);
  await deps.store.outboxBegin(item.id, deps.clock.now());
  const work = deps.effects[item.effect.type] as Perform;
  const outcome = await work(item, handoff).catch((fault: unknown) => afterFault(item, fault, deps));
  if (outcome.kind === 'done') return deps.store.outboxDone(item.id);
  if (outcome.kind === 'anew') return deps.store.outboxAnew([item.id], outcome.dueAt);
  const dueAt = new Date(deps.clock.now().getTime() + outcome.afterMs);
  if (outcome.kind === 'later') return deps.store.outboxLater(item.id, dueAt);
  // An item that was about to wait when everything was woken would sleep on.
  return deps.store.outboxHold(item.id, wakes() === begun ? dueAt : deps.clock.now());
};

const afterFault = (item: OutboxItem, fault: unknown, deps: OutboxDeps): EffectOutcome => {
  if (fault instanceof SettledElsewhere) return done;
  const facts = { err: fault, outbox: item.id, effect: item.effect.type, handoff: item.handoffId };
  deps.log.error(facts, 'An effect failed and will be tried again.');
  return later(backoffMs(item.attempts));
};

/** 1 s, 2 s, 4 s … at most 5 minutes. */
export const backoffMs = (attempts: number): number => Math.min(firstWaitMs * 2 ** attempts, longestWaitMs);
