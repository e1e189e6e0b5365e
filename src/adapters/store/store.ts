import type { DelegationStore } from '../../ports/delegations.js';
import type { Change, Store } from '../../ports/store.js';
import { addAnchor, lastAnchor, recordDelivery, undeliveredAnchors } from './log/anchors.js';
import { readEvents } from './log/events.js';
import { aging } from './queries/aging.js';
import { pauses, recordSwitch } from './queries/bounds.js';
import { callsOf, recordCalls } from './queries/calls.js';
import { copiesOf, findCard, saveCard } from './queries/cards.js';
import { changeHandoff } from './queries/change.js';
import { fillConcerns } from './queries/concerns.js';
import { recordDelegation, standingDelegations } from './queries/delegations.js';
import { dueHandoffs, findHandoff, loadOfPeople } from './queries/handoffs.js';
import { listHandoffs } from './queries/list.js';
import { nudgesSince, recordNudge } from './queries/nudges.js';
import { itemsInLane, lookIntoOutbox, outboxState } from './queries/outbox.js';
import {
  beginItem,
  hastenItems,
  holdItem,
  postponeItem,
  queueItemsAnew,
  removeItem,
  wakeHeldItems,
} from './queries/outbox-items.js';
import { readPeople, savePeople } from './queries/people.js';
import { findFrozen } from './queries/projections.js';
import { recordCharter, recordLlmCall } from './queries/records.js';
import { queueStaleCards } from './queries/stale-cards.js';
import type { Steps } from './queries/steps.js';
import { countOpen, stuckHandoffs } from './queries/watch.js';

/** What a database must be able to do; everything else about the store is the same for all. */
export interface Engine {
  run<Answer>(steps: Steps<Answer>): Promise<Answer>;
  /** In one durable transaction. */
  transact<Answer>(steps: Steps<Answer>): Promise<Answer>;
  /** All in one durable transaction, in order; one that throws undoes only itself, and may be begun anew for that. */
  transactAll<Answer>(works: readonly (() => Steps<Answer>)[]): Promise<readonly (Answer | Error)[]>;
  changedElsewhere(): Promise<boolean>;
  /** Rejects when nothing can be written any more. */
  ping(): Promise<void>;
  /** What is left on the disk of the database. */
  freeBytes(): Promise<number>;
  close(): Promise<void>;
}

/** The store over a database engine. */
export async function createStore(engine: Engine): Promise<Store> {
  await engine.transact(fillConcerns());
  return storeOver(engine);
}

function storeOver(engine: Engine): Store {
  return {
    change: (changes: readonly Change[]) =>
      engine.transactAll(changes.map((change) => () => changeHandoff(change))),
    ...handoffsIn(engine),
    ...outboxIn(engine),
    ...messagesIn(engine),
    ...recordsIn(engine),
    ...peopleIn(engine),
    ...logIn(engine),
    changedElsewhere: () => engine.changedElsewhere(),
    paused: () => engine.run(pauses()),
    recordSwitch: async (order) => void (await engine.run(recordSwitch(order))),
    ping: () => engine.ping(),
    freeBytes: () => engine.freeBytes(),
    close: () => engine.close(),
  };
}

type Part<Name extends keyof Store> = Pick<Store, Name>;

function handoffsIn({
  run,
}: Engine): Part<'handoff' | 'frozen' | 'aging' | 'list' | 'due' | 'stuck' | 'openCounts' | 'load'> {
  return {
    handoff: async (id) => (await run(findHandoff(id)))?.handoff ?? null,
    frozen: (id, hash) => run(findFrozen(id, hash)),
    aging: (filter) => run(aging(filter)),
    list: (filter) => run(listHandoffs(filter)),
    due: (now, limit) => run(dueHandoffs(now, limit)),
    stuck: (since, limit) => run(stuckHandoffs(since, limit)),
    openCounts: () => run(countOpen()),
    load: () => run(loadOfPeople()),
  };
}

function outboxIn({ run, transact }: Engine): Part<Extract<keyof Store, `outbox${string}`>> {
  return {
    outboxLook: (now, busy) => run(lookIntoOutbox(now, busy)),
    outboxBegin: async (id) => void (await run(beginItem(id))),
    outboxDone: async (id) => void (await run(removeItem(id))),
    outboxLater: async (id, dueAt) => void (await run(postponeItem(id, dueAt))),
    outboxHold: async (id, dueAt) => void (await run(holdItem(id, dueAt))),
    outboxWake: async (now) => void (await run(wakeHeldItems(now))),
    outboxShowAgain: (channel, at) => transact(queueStaleCards(channel, at)),
    outboxSooner: async (byMs) => void (await run(hastenItems(byMs))),
    outboxState: () => run(outboxState()),
    outboxLane: (lane) => run(itemsInLane(lane)),
    outboxAnew: (ids, dueAt) => transact(queueItemsAnew(ids, dueAt)),
  };
}

function messagesIn({
  run,
  transact,
}: Engine): Part<'card' | 'copies' | 'saveCard' | 'recordNudge' | 'nudgesSince'> {
  return {
    card: (id, surface) => run(findCard(id, surface)),
    copies: (id) => run(copiesOf(id)),
    saveCard: (card) => transact(saveCard(card)),
    recordNudge: async (nudge) => void (await run(recordNudge(nudge))),
    nudgesSince: (person, since) => run(nudgesSince(person, since)),
  };
}

function recordsIn({
  run,
  transact,
}: Engine): Part<'recordLlmCall' | 'recordCharter' | 'recordCalls' | 'calls'> {
  return {
    recordLlmCall: async (call) => void (await run(recordLlmCall(call))),
    recordCharter: (charter) => transact(recordCharter(charter)),
    recordCalls: (calls) => transact(recordCalls(calls)),
    calls: (id) => run(callsOf(id)),
  };
}

function peopleIn({ run, transact }: Engine): Part<'savePeople' | 'people' | keyof DelegationStore> {
  return {
    savePeople: (directory) => transact(savePeople(directory)),
    people: () => run(readPeople()),
    recordDelegation: (change) => transact(recordDelegation(change)),
    delegations: () => run(standingDelegations()),
  };
}

function logIn({
  run,
  transact,
}: Engine): Part<'events' | 'lastAnchor' | 'addAnchor' | 'undeliveredAnchors' | 'anchorDelivered'> {
  return {
    events: (id) => run(readEvents(id)),
    lastAnchor: () => run(lastAnchor()),
    addAnchor: (at) => transact(addAnchor(at)),
    undeliveredAnchors: (keeper, limit) => run(undeliveredAnchors(keeper, limit)),
    anchorDelivered: async (keeper, anchor, at) => void (await run(recordDelivery(keeper, anchor, at))),
  };
}
