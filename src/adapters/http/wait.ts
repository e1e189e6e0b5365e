import type { Request } from 'express';
import type { Handoff } from '../../domain/handoff.js';
import { parseWait } from './parse-wait.js';

export interface Waiter {
  readonly subscribe: (id: string, listener: (handoff: Handoff) => void) => () => void;
}

/** Decided, and nothing of it is still under way. */
export const isSettled = ({ state }: Handoff): boolean =>
  !['intake', 'blocked', 'review', 'executing'].includes(state);

/** A long poll: answers as soon as the handoff is settled, or with what stands when the time is over. */
export const waitFor = (handoff: Handoff, request: Request, deps: Waiter): Promise<Handoff> => {
  const waitMs = parseWait(request.query.timeout);
  return new Promise((resolve) => {
    let latest = handoff;
    const finish = (): void => {
      clearTimeout(timer);
      forget();
      resolve(latest);
    };
    const forget = deps.subscribe(handoff.id, (changed) => {
      latest = changed;
      if (isSettled(changed)) finish();
    });
    const timer = setTimeout(finish, waitMs);
    request.on('close', finish);
  });
};
