import type { OutboxItem, Store } from '../ports/store.js';
import type { Timer } from '../ports/timer.js';
import { type ItemDeps, performItem } from './outbox-item.js';

export interface OutboxDeps extends ItemDeps {
  readonly store: OutboxStore;
  readonly timer: Pick<Timer, 'at'>;
}
export type OutboxStore = Pick<Store, 'handoff' | 'outboxLook' | 'outboxWake'> & ItemDeps['store'];

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
/** How long a lane is left alone, or all of them, when the store did not serve. */
const restMs = 1_000;

/**
 * Performs stored effects: lanes side by side, the items of one lane one after the other. One look tells both what is
 * due and when to look next, so that nothing can fall due unseen between the two.
 */
export function createOutbox(deps: OutboxDeps): Outbox {
  let isStopped = false;
  let wakes = 0;
  const alarm = createAlarm(deps.timer);
  const lanes = createLanes(deps, () => pump());

  const look = async (): Promise<void> => {
    if (isStopped) return;
    const { due, nextAt } = await deps.store.outboxLook(deps.clock.now(), lanes.taken());
    if (isStopped) return;
    // Those for which no lane is free are seen again when one is.
    for (const item of due.slice(0, lanes.free()))
      lanes.take(item, () => performItem(item, { ...deps, wakes: () => wakes }));
    alarm.set(nextAt, pump);
  };
  const pump = oneAtATime(look, (fault) => {
    deps.log.error({ err: fault }, 'Outbox read failed.');
    if (!isStopped) alarm.set(inRestOf(deps), pump);
  });

  return {
    pump,
    wake: async () => {
      wakes += 1;
      await deps.store.outboxWake(deps.clock.now());
      pump();
    },
    stop: async () => {
      isStopped = true;
      alarm.set(null, pump);
      await lanes.stop();
    },
  };
}

/** Runs a job, never twice at once; whoever asks for it meanwhile makes it run once more. */
function oneAtATime(job: () => Promise<void>, onFault: (fault: unknown) => void): () => void {
  let isRunning = false;
  let isWanted = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await job().catch(onFault);
    }
    // In the same turn as the last question whether it is wanted: nobody can ask in between and be forgotten.
    isRunning = false;
  };
  return () => {
    isWanted = true;
    if (!isRunning) void run();
  };
}

/** One waiting time, which the next takes the place of. */
function createAlarm(timer: OutboxDeps['timer']): { set(when: Date | null, job: () => void): void } {
  let cancel = (): void => {};
  return {
    set: (when, job) => {
      cancel();
      cancel = when ? timer.at(when, job) : () => {};
    },
  };
}

interface Lanes {
  taken(): ReadonlySet<string>;
  free(): number;
  /** Its lane is taken until the work is over. */
  take(item: OutboxItem, work: () => Promise<void>): void;
  /** Resolves when nothing is under way any more. */
  stop(): Promise<void>;
}

/** A lane whose item could not be settled rests, so that a database that cannot be written is not asked without end. */
function createLanes(deps: OutboxDeps, onFree: () => void): Lanes {
  const working = new Map<string, Promise<void>>();
  const resting = new Map<string, () => void>();
  const rest = (lane: string): void => {
    const end = (): void => {
      resting.delete(lane);
      onFree();
    };
    resting.set(lane, deps.timer.at(inRestOf(deps), end));
  };
  const run = async ({ id, lane }: OutboxItem, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (fault) {
      deps.log.error({ err: fault, outbox: id }, 'Outbox update failed.');
      rest(lane);
    }
    working.delete(lane);
    onFree();
  };
  return {
    taken: () => new Set([...working.keys(), ...resting.keys()]),
    free: () => maxLanes - working.size,
    take: (item, work) => void working.set(item.lane, run(item, work)),
    stop: async () => {
      await Promise.all(working.values());
      for (const cancel of resting.values()) cancel();
    },
  };
}

const inRestOf = ({ clock }: OutboxDeps): Date => new Date(clock.now().getTime() + restMs);
