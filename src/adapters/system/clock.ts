import { customAlphabet } from 'nanoid';
import type { Clock } from '../../ports/clock.js';
import type { Timer } from '../../ports/timer.js';

/** 20 of 32 letters that are hard to mistake for each other: 100 bits, too many to guess. */
const newId = customAlphabet('0123456789abcdefghjkmnpqrstvwxyz', 20);

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date(), newId };

/** Longer waits overflow the platform's timers; the job then looks again. */
const longestTimerMs = 2 ** 31 - 1;

export const systemTimer: Timer = {
  at: (when, job) => {
    const waitMs = Math.min(Math.max(when.getTime() - Date.now(), 0), longestTimerMs);
    const timer = setTimeout(job, waitMs);
    return () => clearTimeout(timer);
  },
  endOfTurn: (job) => {
    setImmediate(job);
  },
  stopwatch: () => {
    const startedAt = performance.now();
    return () => performance.now() - startedAt;
  },
};
