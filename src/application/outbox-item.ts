import type { Effect, EffectType } from '../domain/effect.js';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';
import type { OutboxItem, Store } from '../ports/store.js';
import { SettledElsewhere } from './dispatch.js';
import { backoffMs, done, type EffectOutcome, later, type Perform } from './effect-outcome.js';

export interface ItemDeps {
  readonly store: Pick<
    Store,
    'handoff' | 'outboxBegin' | 'outboxDone' | 'outboxLater' | 'outboxAnew' | 'outboxHold'
  >;
  readonly clock: Clock;
  readonly log: Log;
  readonly effects: { readonly [Type in EffectType]: Perform<Extract<Effect, { type: Type }>> };
}

/**
 * Performs one item and settles it. The attempt is counted durably before it is made, so that after a crash a second
 * try knows that a first one may have got through. Rejects only when the store does.
 */
export async function performItem(
  item: OutboxItem,
  { wakes, ...deps }: ItemDeps & { readonly wakes: () => number },
): Promise<void> {
  const begun = wakes();
  await deps.store.outboxBegin(item.id, deps.clock.now());
  const outcome = await attempt(item, deps).catch((fault: unknown) => afterFault(item, fault, deps));
  if (outcome.kind === 'done') return deps.store.outboxDone(item.id);
  if (outcome.kind === 'anew') return deps.store.outboxAnew([item.id], outcome.dueAt);
  const dueAt = new Date(deps.clock.now().getTime() + outcome.afterMs);
  if (outcome.kind === 'later') return deps.store.outboxLater(item.id, dueAt);
  // An item that was about to wait when everything was woken would sleep on.
  return deps.store.outboxHold(item.id, wakes() === begun ? dueAt : deps.clock.now());
}

async function attempt(item: OutboxItem, { store, effects }: ItemDeps): Promise<EffectOutcome> {
  const handoff = await store.handoff(item.handoffId);
  if (!handoff) throw new Error(`Outbox item ${item.id} belongs to no handoff.`);
  const work = effects[item.effect.type] as Perform;
  return work(item, handoff);
}

function afterFault(item: OutboxItem, fault: unknown, deps: ItemDeps): EffectOutcome {
  if (fault instanceof SettledElsewhere) return done;
  const facts = { err: fault, outbox: item.id, effect: item.effect.type, handoff: item.handoffId };
  deps.log.error(facts, 'Effect failed; it will be retried.');
  return later(backoffMs(item.attempts));
}
