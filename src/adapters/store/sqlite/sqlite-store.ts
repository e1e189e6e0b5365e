import type { DelegationStore } from '../../../ports/delegations.js';
import type { Store } from '../../../ports/store.js';
import { createAnchors } from '../log/anchors.js';
import { createEvents } from '../log/events.js';
import { aging } from '../queries/aging.js';
import { boundStore, createBounds } from '../queries/bounds.js';
import { createCalls } from '../queries/calls.js';
import { createCards } from '../queries/cards.js';
import { fillConcerns } from '../queries/concerns.js';
import { createDelegations } from '../queries/delegations.js';
import { createHandoffs } from '../queries/handoffs.js';
import { createNudges } from '../queries/nudges.js';
import { createOutboxRows } from '../queries/outbox.js';
import { createOutboxShift } from '../queries/outbox-shift.js';
import { createProjections } from '../queries/projections.js';
import { createRecords } from '../queries/records.js';
import { createShowingAgain } from '../queries/stale-cards.js';
import { createWatch } from '../queries/watch.js';
import { createChange } from './change.js';
import type { ClaimTerms } from './claim.js';
import { openClaimed } from './open.js';
import { createRoom } from './room.js';

export interface SqliteOptions {
  readonly file: string;
  /** Given: no other bot may run on this file meanwhile. */
  readonly claim?: ClaimTerms;
}

/**
 * The store in one SQLite file. Every statement runs synchronously and to the end; the promises are the port's,
 * which an engine across a network shares. A failure rejects the promise like any other.
 */
export const createSqliteStore = async ({ file, claim }: SqliteOptions): Promise<Store> => {
  const { db, release } = await openClaimed(file, claim);
  fillConcerns(db);
  const handoffs = createHandoffs(db);
  const events = createEvents(db);
  const outbox = createOutboxRows(db);
  const cards = createCards(db);
  const records = createRecords(db);
  const nudges = createNudges(db);
  const bounds = createBounds(db);
  const watch = createWatch(db);
  const projections = createProjections(db);
  const change = createChange(db, { handoffs, events, outbox, projections, bounds });
  return {
    change: async (changes) => change(changes),
    handoff: async (id) => handoffs.find(id)?.handoff ?? null,
    events: async (id) => events.read(id),
    frozen: async (id, hash) => projections.frozen(id, hash),
    aging: async (filter) => aging(db, filter),
    list: async (filter) => handoffs.list(filter),
    due: async (now, limit) => handoffs.due(now, limit),
    stuck: async (since, limit) => watch.stuck(since, limit),
    openCounts: async () => watch.openCounts(),
    load: async () => handoffs.load(),
    ...outboxOf(outbox, {
      shift: createOutboxShift(db),
      showAgain: createShowingAgain(db, { handoffs, outbox }),
    }),
    ...recordsOf(records),
    ...peopleOf(records, createDelegations(db, events)),
    ...cardsOf(cards),
    recordNudge: async (nudge) => nudges.record(nudge),
    nudgesSince: async (person, since) => nudges.since(person, since),
    ...anchorsOf(createAnchors(db)),
    ...boundStore(bounds),
    ...createCalls(db),
    ...createRoom(file, db),
    close: async () => {
      db.close();
      release();
    },
  };
};

const anchorsOf = (
  anchors: ReturnType<typeof createAnchors>,
): Pick<Store, 'lastAnchor' | 'addAnchor' | 'undeliveredAnchors' | 'anchorDelivered'> => ({
  lastAnchor: async () => anchors.last(),
  addAnchor: async (at) => anchors.add(at),
  undeliveredAnchors: async (keeper, limit) => anchors.undelivered(keeper, limit),
  anchorDelivered: async (keeper, anchor, at) => anchors.delivered(keeper, anchor, at),
});

const cardsOf = (cards: ReturnType<typeof createCards>): Pick<Store, 'card' | 'copies' | 'saveCard'> => ({
  card: async (id, surface) => cards.find(id, surface),
  copies: async (id) => cards.copies(id),
  saveCard: async (card) => cards.save(card),
});

const outboxOf = (
  outbox: ReturnType<typeof createOutboxRows>,
  {
    shift,
    showAgain,
  }: {
    readonly shift: (byMs: number) => void;
    readonly showAgain: (channel: string, at: Date) => number;
  },
): Pick<Store, Extract<keyof Store, `outbox${string}`>> => ({
  outboxLook: async (now, busy) => outbox.look(now, busy),
  outboxBegin: async (id) => outbox.begin(id),
  outboxDone: async (id) => outbox.remove(id),
  outboxLater: async (id, dueAt) => outbox.postpone(id, dueAt),
  outboxHold: async (id, dueAt) => outbox.hold(id, dueAt),
  outboxWake: async (now) => outbox.wake(now),
  outboxShowAgain: async (channel, at) => showAgain(channel, at),
  outboxSooner: async (byMs) => shift(byMs),
  outboxState: async () => outbox.state(),
  outboxLane: async (lane) => outbox.inLane(lane),
  outboxAnew: async (ids, dueAt) => outbox.anew(ids, dueAt),
});

const recordsOf = (
  records: ReturnType<typeof createRecords>,
): Pick<Store, 'recordLlmCall' | 'recordCharter'> => ({
  recordLlmCall: async (call) => records.llmCall(call),
  recordCharter: async (charter) => records.charter(charter),
});

const peopleOf = (
  records: ReturnType<typeof createRecords>,
  delegations: ReturnType<typeof createDelegations>,
): Pick<Store, 'savePeople' | 'people' | keyof DelegationStore> => ({
  savePeople: async (directory) => records.savePeople(directory),
  people: async () => ({ ...records.people(), delegations: delegations.standing() }),
  recordDelegation: async (change) => delegations.record(change),
  delegations: async () => delegations.standing(),
});
