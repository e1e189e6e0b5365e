import type { State } from '../state.js';
import type { Deliveries, Delivery, MissReason } from './deliveries.js';

/** The acknowledgement of the first try and what it carried; null when none came in time. */
export type Acknowledged = { readonly body: unknown } | null;

export interface Courier {
  deliver(delivery: Delivery): Promise<Acknowledged>;
  close(): void;
}

/** Does a job after some time; the answer cancels it. */
export type After = (ms: number, job: () => void) => () => void;

/** An event that was missed comes again at once, after a minute and after five; clicks and commands do not. */
const retryAfterMs = [0, 60_000, 300_000] as const;

export const afterATime: After = (ms, job) => {
  const timer = setTimeout(job, ms).unref();
  return () => clearTimeout(timer);
};

/** Brings deliveries to the app, says in the workspace when one was missed, and repeats events as Slack does. */
export function createCourier(
  deliveries: Deliveries,
  { state, after }: { readonly state: State; readonly after: After },
): Courier {
  const planned = new Set<() => void>();
  const tryAgain = (
    delivery: Delivery,
    retry: { readonly num: number; readonly reason: MissReason },
  ): void => {
    const waitMs = retryAfterMs[retry.num - 1];
    if (waitMs === undefined) return;
    const cancel = after(waitMs, () => {
      planned.delete(cancel);
      void attempt(delivery, retry);
    });
    planned.add(cancel);
  };
  const attempt = async (
    delivery: Delivery,
    retry?: { readonly num: number; readonly reason: MissReason },
  ): Promise<Acknowledged> => {
    const outcome = await deliveries.send(delivery, retry);
    if (outcome.kind === 'acknowledged') return { body: outcome.body };
    state.warnings.push(warning(delivery, outcome.reason, retry?.num ?? 0));
    state.changed();
    if (delivery.type === 'events_api' && outcome.mayRetry)
      tryAgain(delivery, { num: (retry?.num ?? 0) + 1, reason: outcome.reason });
    return null;
  };
  return {
    deliver: (delivery) => attempt(delivery),
    close: () => {
      for (const cancel of planned) cancel();
    },
  };
}

const troubles: Readonly<Record<MissReason, string>> = {
  timeout: 'was not acknowledged in time',
  http_timeout: 'was not acknowledged in time',
  http_error: 'was answered with an error',
  connection_failed: 'did not get through: no app is connected',
};

function warning({ payload }: Delivery, reason: MissReason, retries: number): string {
  const event = payload.event as { type?: unknown } | undefined;
  const what = String(event?.type ?? payload.type ?? payload.command);
  return `${what} ${troubles[reason]}${retries ? ` (retry ${retries})` : ''}.`;
}
