import type { Heartbeat } from '../../ports/heartbeat.js';

/** Shorter than the minute until the next beat. */
const answerWithinMs = 10_000;

/** Asks for an address, as services that watch cron jobs want it. The address is a secret: no error repeats it. */
export function createHeartbeat(address: string): Heartbeat {
  return {
    beat: async () => {
      const response = await fetch(address, {
        redirect: 'error',
        signal: AbortSignal.timeout(answerWithinMs),
      }).catch((fault: unknown) => {
        throw new Error(`The address of HEARTBEAT_URL could not be reached (${codeOf(fault)}).`);
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`The address of HEARTBEAT_URL answered ${response.status}.`);
    },
  };
}

function codeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown';
  const { cause } = fault;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : fault.name;
}
