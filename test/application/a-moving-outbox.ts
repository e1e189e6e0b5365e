import { done, type EffectOutcome, type Perform } from '../../src/application/effect-outcome.js';
import {
  createOutbox,
  type Outbox,
  type OutboxDeps,
  type OutboxStore,
} from '../../src/application/outbox.js';
import type { Effect } from '../../src/domain/effect.js';
import { bot, type HandoffId } from '../../src/domain/ids.js';
import type { Store } from '../../src/ports/store.js';
import type { Timer } from '../../src/ports/timer.js';
import { aWatch, type Watch } from '../support/a-watch.js';

/** What comes of a try of an item; after the last one it is done. */
export interface Try {
  readonly tookMs: number;
  readonly outcome: 'later' | 'held' | 'anew' | 'thrown';
  readonly afterMs: number;
}
export interface Seen {
  readonly event: number;
  readonly at: number;
  /** Since it was due and its lane was free. */
  readonly lateMs: number;
}

/** Awaited on the way to the store and on the way back. */
type Turn = (call: keyof OutboxStore, way: 'there' | 'back') => Promise<unknown>;

/** The real outbox over the real store; time, and when an answer of the store arrives, are the test's. */
export interface MovingOutbox {
  readonly watch: Watch;
  readonly outbox: Outbox;
  readonly seen: Seen[];
  add(lane: number, tries: readonly Try[]): Promise<void>;
  /** Everything due until then is woken in one leap. */
  pass(ms: number): void;
  /** Goes to the next instant at which anything was to be woken; false when there is none. */
  passToNext(): boolean;
}

export const openMovingOutbox = async (): Promise<(turn: Turn) => MovingOutbox> => {
  const watch = await aWatch();
  const [id] = await watch.open(1);
  if (!id) throw new Error('Nothing was opened.');
  return (turn) => {
    watch.plant('delete from outbox');
    return aMovingOutbox(watch, id, turn);
  };
};

const aMovingOutbox = (watch: Watch, id: HandoffId, turn: Turn): MovingOutbox => {
  const time = aTime(watch);
  const plans = new Map<number, Try[]>();
  const seen: Seen[] = [];
  const perform = aTry({ watch, plans, seen, time });
  const outbox = createOutbox({
    store: inTurns(watch.store, turn),
    ...{ clock: { now: () => watch.now, newId: () => 'id' }, timer: time },
    log: { info: () => {}, warn: () => {}, error: (facts) => void watch.errors.push(facts) },
    effects: new Proxy({} as OutboxDeps['effects'], { get: () => perform }),
  });
  let events = 0;
  return {
    ...{ watch, outbox, seen, pass: time.pass, passToNext: time.passToNext },
    add: async (lane, tries) => {
      events += 1;
      plans.set(events, [...tries]);
      await queue(watch, id, { type: 'tell-channel', channel: `#${lane}`, event: events });
      outbox.pump();
    },
  };
};

const aTry = ({
  watch,
  plans,
  seen,
  time,
}: {
  readonly watch: Watch;
  readonly plans: ReadonlyMap<number, Try[]>;
  readonly seen: Seen[];
  readonly time: Pick<Timer, 'at'>;
}): Perform => {
  const freeAt = new Map<string, number>();
  return async ({ effect, lane, dueAt }) => {
    if (effect.type !== 'tell-channel') throw new Error('Only channels are told here.');
    const at = watch.now.getTime();
    const freeSince = freeAt.get(lane) ?? 0;
    if (freeSince === Number.POSITIVE_INFINITY) throw new Error('Two of one lane at once.');
    freeAt.set(lane, Number.POSITIVE_INFINITY);
    seen.push({ event: effect.event, at, lateMs: at - Math.max(dueAt.getTime(), freeSince) });
    const planned = plans.get(effect.event)?.shift();
    if (planned?.tookMs)
      await new Promise<void>((resolve) => time.at(new Date(at + planned.tookMs), resolve));
    freeAt.set(lane, watch.now.getTime());
    return planned ? outcomeOf(planned, watch.now) : done;
  };
};

const outcomeOf = ({ outcome, afterMs }: Try, now: Date): EffectOutcome => {
  if (outcome === 'thrown') throw new Error('As planned.');
  if (outcome === 'anew') return { kind: 'anew', dueAt: new Date(now.getTime() + afterMs) };
  return { kind: outcome, afterMs };
};

/** As a command would queue it, and nothing else of the handoff changes. */
const queue = async (watch: Watch, id: HandoffId, effect: Effect): Promise<void> => {
  const [changed] = await watch.store.change([
    {
      ...{ handoffId: id, actor: bot, at: watch.now, intake: null, settles: null },
      decide: (handoff) => ({ next: handoff, events: [], effects: [effect], refusal: null }),
    },
  ]);
  if (changed instanceof Error || changed?.kind !== 'changed') throw new Error('Nothing was queued.');
};

const inTurns = (store: Store, turn: Turn): OutboxStore =>
  new Proxy(store, {
    get:
      (_, name: keyof OutboxStore) =>
      async (...given: readonly unknown[]) => {
        await turn(name, 'there');
        const answer = await (store[name] as (...all: readonly unknown[]) => Promise<unknown>)(...given);
        await turn(name, 'back');
        return answer;
      },
  });

const aTime = (watch: Watch) => {
  const waits = new Set<{ readonly when: number; readonly job: () => void }>();
  const pass = (ms: number): void => {
    watch.now = new Date(watch.now.getTime() + ms);
    for (const wait of [...waits]) if (wait.when <= watch.now.getTime() && waits.delete(wait)) wait.job();
  };
  return {
    pass,
    passToNext: (): boolean => {
      const next = Math.min(...[...waits].map(({ when }) => when));
      if (next < Number.POSITIVE_INFINITY) pass(Math.max(0, next - watch.now.getTime()));
      return next < Number.POSITIVE_INFINITY;
    },
    at: (when: Date, job: () => void) => {
      const wait = { when: when.getTime(), job };
      waits.add(wait);
      return () => void waits.delete(wait);
    },
  };
};
