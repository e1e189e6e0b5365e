import type { Context } from '../domain/context.js';
import { decide } from '../domain/decide.js';
import { boundsAsked } from '../domain/lifecycle/bounds-asked.js';
import type { Charters } from '../ports/charters.js';
import type { Clock } from '../ports/clock.js';
import type { Dispatch, DispatchRequest } from '../ports/dispatch.js';
import type { People } from '../ports/people.js';
import type { Change, Changed, Store } from '../ports/store.js';

export interface DispatchDeps {
  readonly store: Store;
  readonly charters: Charters;
  readonly people: People;
  readonly clock: Clock;
  /** Runs a job once, after everything that is ready in this turn of the event loop. */
  readonly endOfTurn: (job: () => void) => void;
  /** Told of every committed change, after the commit. */
  readonly onChanged: (changed: Changed & { kind: 'changed' }) => void;
}

interface Waiting {
  readonly change: Change;
  readonly resolve: (changed: Changed) => void;
  readonly reject: (fault: Error) => void;
}

/**
 * The only writer of handoffs. Commands that arrive in the same turn of the event loop share one durable commit,
 * so fifty clicks cost one wait for the disk, not fifty; each is answered after it.
 */
export function createDispatch(deps: DispatchDeps): Dispatch {
  let queue: Waiting[] = [];
  const flush = async (): Promise<void> => {
    const batch = queue;
    queue = [];
    try {
      const results = await deps.store.change(batch.map(({ change }) => change));
      for (const [index, waiting] of batch.entries()) settle(waiting, results[index], deps);
    } catch (cause) {
      for (const { reject } of batch) reject(new Error('The change could not be stored.', { cause }));
    }
  };
  return (request) =>
    new Promise((resolve, reject) => {
      if (queue.length === 0) deps.endOfTurn(() => void flush());
      const accept = (changed: Changed): void =>
        changed.kind === 'settled' ? reject(new SettledElsewhere()) : resolve(changed);
      queue.push({ change: changeOf(request, deps), resolve: accept, reject });
    });
}

/** The outcome of this effect was recorded before; what came of it now changes nothing. */
export class SettledElsewhere extends Error {
  constructor() {
    super('This effect was settled before.');
  }
}

function changeOf(request: DispatchRequest, deps: DispatchDeps): Change {
  const context: Omit<Context, 'bounds'> = {
    actor: request.actor,
    now: deps.clock.now(),
    charter: deps.charters.current(),
    directory: deps.people.directory(),
  };
  return {
    handoffId: request.handoffId,
    actor: request.actor,
    at: context.now,
    intake: request.intake ?? null,
    settles: request.settles ?? null,
    asks: (handoff) => boundsAsked(handoff, request.command, context),
    decide: (handoff, bounds) => decide(handoff, request.command, { ...context, bounds }),
  };
}

function settle(waiting: Waiting, result: Changed | Error | undefined, deps: DispatchDeps): void {
  if (result === undefined || result instanceof Error) {
    waiting.reject(result ?? new Error('The store gave no answer to a change.'));
    return;
  }
  waiting.resolve(result);
  if (result.kind === 'changed') deps.onChanged(result);
}
