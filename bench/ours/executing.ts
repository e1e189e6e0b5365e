import { systemClock, systemTimer } from '../../src/adapters/system/clock.js';
import { createDispatch } from '../../src/application/dispatch.js';
import { done } from '../../src/application/effect-outcome.js';
import { createRunStep } from '../../src/application/execution/run-step.js';
import { createOutbox, type OutboxDeps } from '../../src/application/outbox.js';
import { handoffId, person, personId } from '../../src/domain/ids.js';
import type { JsonObject } from '../../src/domain/json.js';
import type { Connector } from '../../src/ports/connector.js';
import type { Log } from '../../src/ports/log.js';
import type { Store } from '../../src/ports/store.js';
import { benchDirectory, executingCharter } from './prepared-store.js';

/** One durable transaction, and how many handoffs were written in it; none where only the outbox was. */
export interface Transaction {
  readonly handoffs: number;
}

/** Carries out what is approved through the product's own street; only the target answers at once. */
export function createExecuting(base: Store) {
  let trace: Transaction[] = [];
  const store = traced(base, (transaction) => void trace.push(transaction));
  const charter = executingCharter();
  const directory = benchDirectory(new Date(Date.now() + 3_600_000));
  const log: Log = { info: () => {}, warn: console.error, error: console.error };
  const deps = {
    ...{ store, log, clock: systemClock, timer: systemTimer, connectors: { http: instantTarget() } },
    charters: { current: () => charter },
    people: { ...nobodyElse, directory: () => directory },
  };
  let onDone = (): void => {};
  const dispatch = createDispatch({
    ...deps,
    endOfTurn: systemTimer.endOfTurn,
    onChanged: ({ handoff, queued }) => {
      if (queued > 0) outbox.pump();
      if (handoff.state === 'done') onDone();
      if (handoff.state === 'exception') throw new Error(`${handoff.exception?.detail}`);
    },
  });
  const shown = async () => done;
  const effects: OutboxDeps['effects'] = {
    ...{ prepare: shown, 'show-card': shown, 'show-exception': shown, 'add-note': shown },
    ...{ 'tell-owner': shown, 'tell-channel': shown, page: shown },
    'run-step': createRunStep({ ...deps, dispatch }),
  };
  const outbox = createOutbox({ ...deps, effects });
  return {
    /** Approves all of them, so many at a time, and resolves with the transactions that it took. */
    run: (ids: readonly string[], atATime: number): Promise<Transaction[]> =>
      new Promise((resolve, reject) => {
        trace = [];
        let left = ids.length;
        const waiting = [...ids];
        const approve = (): void => {
          const id = waiting.shift();
          if (id === undefined) return;
          const seen = { revision: 1, nonce: `n${id.slice(2)}` };
          const actor = person(personId('U0BEN'));
          dispatch({ handoffId: handoffId(id), command: { type: 'approve', seen }, actor }).catch(reject);
        };
        onDone = () => {
          left -= 1;
          if (left === 0) resolve(trace);
          else approve();
        };
        for (let begun = 0; begun < atATime; begun += 1) approve();
      }),
    stop: () => outbox.stop(),
  };
}

const nobodyElse = {
  self: () => ({ botId: 'B0', botUserId: 'U0BOT', teamId: 'T0DEMO' }),
  refresh: () => Promise.resolve(),
  readDelegations: () => Promise.resolve(),
  meet: () => {},
};

function traced(store: Store, note: (transaction: Transaction) => void): Store {
  return {
    ...store,
    change: (changes) => {
      note({ handoffs: changes.length });
      return store.change(changes);
    },
    outboxBegin: (id, at) => {
      note({ handoffs: 0 });
      return store.outboxBegin(id, at);
    },
    outboxDone: (id) => {
      note({ handoffs: 0 });
      return store.outboxDone(id);
    },
  };
}

/** Every record is as it was shown until it is written, and then as it was written. */
function instantTarget(): Connector {
  const written = new WeakMap<JsonObject, JsonObject>();
  const before = { status: 'open', last_topic: 'none yet' };
  return {
    read: async (call) => written.get(call.arguments) ?? before,
    write: async (call) => {
      written.set(call.arguments, call.arguments);
      return { outcome: 'done', result: {} };
    },
  };
}
