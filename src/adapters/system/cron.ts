import { schedule } from 'node-cron';

/**
 * Wakes a job at every full minute in UTC. Deadlines live in the database and are compared there; the tick only
 * says "look now", so a missed one costs nothing but a minute. The time zone option of node-cron is not used: it
 * loses ticks when clocks change.
 */
export function everyMinute(job: () => Promise<unknown>, onFault: (fault: unknown) => void): () => void {
  const task = schedule('* * * * *', () => job().catch(onFault), { noOverlap: true, timezone: 'Etc/UTC' });
  return () => void task.stop();
}
