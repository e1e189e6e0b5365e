import { mayRead } from '../../domain/people/authority.js';
import { refusal } from '../../domain/refusal.js';
import type { Queries } from '../../ports/queries.js';
import type { Store } from '../../ports/store.js';
import { type AskingDeps, askingNow } from './asking.js';

export interface HistoryDeps extends AskingDeps {
  readonly store: Pick<Store, 'handoff' | 'events' | 'calls'>;
}

/** One handoff, for whoever may read it. */
export function createHandoffQuery(deps: HistoryDeps): Queries['handoff'] {
  return async (by, id) => {
    const handoff = await deps.store.handoff(id);
    return mayRead(by, handoff, askingNow(deps)) ?? handoff ?? refusal('nothing_to_see');
  };
}

/** The same with what happened to it and what was called for it. */
export function createHistoryQuery(deps: HistoryDeps): Queries['history'] {
  const find = createHandoffQuery(deps);
  return async (by, id) => {
    const handoff = await find(by, id);
    if ('code' in handoff) return handoff;
    return { handoff, events: await deps.store.events(id), calls: await deps.store.calls(id) };
  };
}
