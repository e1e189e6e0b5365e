import { z } from 'zod';
import type { MovingClock } from '../moving-clock.js';
import { readAs } from './body.js';

export interface Time extends MovingClock {
  /** Lets the bot look at what is due. */
  lookNow(): Promise<void>;
}

const longestMoveMs = 31 * 24 * 60 * 60_000;
const words = 'must be a whole number of milliseconds from 1 to 31 days (2678400000)';
const wish = z.strictObject(
  { advanceMs: z.number(words).int(words).min(1, words).max(longestMoveMs, words) },
  'must be {"advanceMs": milliseconds} and nothing else',
);

/** Moves the bot's time forward and lets it see what has become due. */
export async function moveClock(body: unknown, time: Time) {
  time.advance(readAs(wish, body).advanceMs);
  await time.lookNow();
  return clockOf(time);
}

export const clockOf = (time: Time) => ({ nowAt: time.now(), aheadMs: time.aheadMs() });
