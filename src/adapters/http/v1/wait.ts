import type { Request, Response } from 'express';
import type { Handoff } from '../../../domain/handoff/handoff.js';
import type { Store } from '../../../ports/store.js';
import { parseWait } from './parse-wait.js';

export interface WaitsDeps {
  readonly store: Pick<Store, 'handoff'>;
  readonly subscribe: (id: string, listener: (handoff: Handoff) => void) => () => void;
}

/** Long polls: each ends as soon as its handoff is settled, or with what stands when its time is over. */
export interface Waits {
  waitFor(handoff: Handoff, request: Request, response: Response): Promise<Handoff>;
  /** Answers everybody at once with what stands, so that nobody holds up a stop. */
  endAll(): void;
}

/** Decided, and nothing of it is still under way. */
export function isSettled({ state }: Handoff): boolean {
  return !['intake', 'blocked', 'review', 'executing'].includes(state);
}

export function createWaits(deps: WaitsDeps): Waits {
  const open = new Set<() => void>();
  let isStopping = false;
  return {
    waitFor: async (handoff, request, response) => {
      const waitMs = parseWait(request.query.timeout);
      if (isSettled(handoff) || isStopping) return handoff;
      return settledOrLate(handoff, { deps, open, waitMs, response });
    },
    endAll: () => {
      isStopping = true;
      for (const stop of [...open]) stop();
    },
  };
}

interface Wait {
  readonly deps: WaitsDeps;
  /** What ends each wait that is under way. */
  readonly open: Set<() => void>;
  readonly waitMs: number;
  readonly response: Response;
}

function settledOrLate(handoff: Handoff, { deps, open, waitMs, response }: Wait): Promise<Handoff> {
  return new Promise((resolve, reject) => {
    let latest = handoff;
    const end = (): void => {
      // Once only: a second time would forget whoever has subscribed since.
      if (!open.delete(stop)) return;
      clearTimeout(timer);
      forget();
      resolve(latest);
    };
    const stop = (): void => {
      response.set('connection', 'close');
      end();
    };
    const see = (seen: Handoff | null): void => {
      if (seen && seen.version > latest.version) latest = seen;
      if (isSettled(latest)) end();
    };
    open.add(stop);
    const timer = setTimeout(end, waitMs);
    const forget = deps.subscribe(handoff.id, see);
    response.on('close', end);
    // It may have changed after it was read and before anybody listened.
    deps.store.handoff(handoff.id).then(see, (fault: unknown) => {
      reject(fault);
      end();
    });
  });
}
