import { problem } from '../problem.js';

const longestWaitS = 50;

/** `30s` → milliseconds. Clients and proxies give up after a minute, so nobody waits longer than 50 s. */
export function parseWait(timeout: unknown): number {
  if (timeout === undefined) return 30_000;
  const seconds = /^(?<seconds>\d{1,3})s?$/.exec(String(timeout))?.groups?.seconds;
  if (!seconds || Number(seconds) > longestWaitS)
    throw problem(400, 'A timeout is written as seconds, such as 30s, and is at most 50s.', {
      pointer: '/timeout',
    });
  return Number(seconds) * 1_000;
}
