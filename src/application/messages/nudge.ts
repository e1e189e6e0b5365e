import { startOfDay } from '../../domain/calendar/local-clock.js';
import type { Handoff } from '../../domain/handoff/handoff.js';
import { byUrgency } from '../../domain/handoff/urgency.js';
import type { PersonId } from '../../domain/ids.js';
import { mayBeShown } from '../../domain/people/authority.js';
import type { OutboxItem } from '../../ports/store.js';
import { backoffMs, done, type EffectOutcome, later, type Perform } from '../effect-outcome.js';
import { deliverOnce, reportUndelivered } from './deliver-once.js';
import {
  keepCopy,
  mayBecomeKnown,
  recipientOf,
  shownNow,
  type TellDeps,
  type TellOwner,
} from './recipient.js';

interface Waiting {
  readonly item: OutboxItem;
  readonly handoff: Handoff;
}

/**
 * Reminds somebody of everything that waits for them in this lane: a little of it one by one, much of it as one
 * message. Who was reminded often enough today gets the rest gathered, once an hour.
 */
export function createNudge(deps: TellDeps): Perform<TellOwner> {
  return async (item, handoff) => {
    const { owner } = item.effect;
    const person = recipientOf(owner, handoff, deps);
    const about = { item, handoff, surface: 'owner' };
    if (!person && mayBecomeKnown(owner, item, deps)) return later(backoffMs(item.attempts));
    if (!person) return reportUndelivered(about, `Nobody is known in “${owner.role}”.`, deps);
    const waiting = await relevant(await deps.store.outboxLane(item.lane), person, deps);
    const key = `nudge-${item.id}`;
    return deliverOnce(
      {
        ...about,
        key,
        where: { channel: person },
        post: () => remind(person, waiting, { item, key, deps }),
        found: ({ ts }) => settled(waiting, (one) => one.item.queuedAt <= sentAt(ts), { item, deps }),
      },
      deps,
    );
  };
}

async function remind(
  person: PersonId,
  waiting: readonly Waiting[],
  { item, key, deps }: { readonly item: OutboxItem; readonly key: string; readonly deps: TellDeps },
): Promise<EffectOutcome> {
  const { store, charters, clock } = deps;
  const now = clock.now();
  const { perDay, digestFrom } = charters.current().nudging;
  const first = waiting.find((one) => one.item.id === item.id);
  const isMuch = waiting.length >= digestFrom;
  const isEnough = (await store.nudgesSince(person, startOfToday(person, deps))) >= perDay;
  if (isEnough && now.getTime() % hourMs > gatherWindowMs) return putOff(waiting, { item, deps, now });
  if (isMuch || isEnough) await digest(person, waiting, { key, deps });
  else if (first) await single(person, first, { key, deps });
  else return done;
  await store.recordNudge({ person, at: now, count: isMuch || isEnough ? waiting.length : 1 });
  return settled(waiting, () => isMuch || isEnough, { item, deps });
}

const hourMs = 3_600_000;
/** What is gathered goes out within this much of the full hour. */
const gatherWindowMs = 60_000;

/** Whoever waits beyond the day's reminders hears of it at the next full hour. */
async function putOff(
  waiting: readonly Waiting[],
  { item, deps, now }: { readonly item: OutboxItem; readonly deps: TellDeps; readonly now: Date },
): Promise<EffectOutcome> {
  const nextHour = new Date((Math.floor(now.getTime() / hourMs) + 1) * hourMs);
  const others = waiting.map((one) => one.item.id).filter((id) => id !== item.id);
  await deps.store.outboxAnew(others, nextHour);
  return { kind: 'anew', dueAt: nextHour };
}

/** Only what still waits for somebody is worth a word, and only to whoever may see it. */
async function relevant(items: readonly OutboxItem[], person: PersonId, deps: TellDeps): Promise<Waiting[]> {
  const found = await Promise.all(
    items.map(async (item) => ({ item, handoff: await deps.store.handoff(item.handoffId) })),
  );
  return found.flatMap(({ item, handoff }) =>
    handoff &&
    ['review', 'taken_over', 'blocked'].includes(handoff.state) &&
    mayBeShown(person, handoff, shownNow(deps))
      ? [{ item, handoff }]
      : [],
  );
}

async function digest(
  person: PersonId,
  waiting: readonly Waiting[],
  { key, deps }: { readonly key: string; readonly deps: TellDeps },
): Promise<void> {
  const byId = new Map(waiting.map(({ handoff }) => [handoff.id, handoff]));
  const reminders = await Promise.all(
    [...byId.values()].sort(byUrgency).map(async (handoff) => ({
      handoff,
      card: (await deps.store.card(handoff.id, 'card'))?.place ?? null,
    })),
  );
  await deps.slack.tellMany(reminders, { person, key });
}

async function single(
  person: PersonId,
  { item, handoff }: Waiting,
  { key, deps }: { readonly key: string; readonly deps: TellDeps },
): Promise<void> {
  const card = (await deps.store.card(handoff.id, 'card'))?.place ?? null;
  const { owner } = item.effect as TellOwner;
  const place = await deps.slack.tell({ handoff, why: 'nudge', owner, card }, { person, key });
  await keepCopy(handoff, { person, key, place, shownVersion: handoff.version }, deps);
}

/** Removes what was said; the item at hand is removed by the outbox. */
async function settled(
  waiting: readonly Waiting[],
  isSaid: (one: Waiting) => boolean,
  { item, deps }: { readonly item: OutboxItem; readonly deps: TellDeps },
): Promise<EffectOutcome> {
  for (const one of waiting)
    if (one.item.id !== item.id && isSaid(one)) await deps.store.outboxDone(one.item.id);
  return done;
}

function startOfToday(person: PersonId, { people, charters, clock }: TellDeps): Date {
  return startOfDay(people.directory().people[person]?.timezone ?? charters.current().timezone, clock.now());
}

const sentAt = (ts: string): Date => new Date(Number(ts) * 1_000);
