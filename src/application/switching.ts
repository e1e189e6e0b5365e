import { type Pause, type Scope, unbounded } from '../domain/bounds.js';
import { type PersonId, person } from '../domain/ids.js';
import { mayPause } from '../domain/people/authority.js';
import type { Refusal } from '../domain/refusal.js';
import type { Charters } from '../ports/charters.js';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';
import type { People } from '../ports/people.js';
import type { Store } from '../ports/store.js';
import type { Switch } from '../ports/switch.js';

export interface SwitchingDeps {
  readonly store: Pick<Store, 'paused' | 'recordSwitch'>;
  readonly charters: Charters;
  readonly people: People;
  readonly clock: Clock;
  readonly log: Log;
  /** Looks again at everything that waits. */
  readonly wake: () => Promise<void>;
}

export function createSwitch(deps: SwitchingDeps): Switch {
  return async (wish) => {
    const refusal = refusalOf(wish.by, deps);
    if (refusal) return { kind: 'refused', refusal };
    const standing = await pauseOf(wish.scope, deps);
    if (wish.isPaused === (standing !== null)) return { kind: 'unchanged', standing };
    await deps.store.recordSwitch({ ...wish, at: deps.clock.now() });
    const { scope, by, reason } = wish;
    deps.log.info({ scope, by, reason }, wish.isPaused ? 'The work was paused.' : 'The work goes on.');
    if (!wish.isPaused) await deps.wake();
    return { kind: 'switched' };
  };
}

function refusalOf(by: PersonId, { charters, people, clock }: SwitchingDeps): Refusal | null {
  return mayPause(by, {
    actor: person(by),
    now: clock.now(),
    charter: charters.current(),
    directory: people.directory(),
    bounds: unbounded,
  });
}

async function pauseOf(scope: Scope, { store }: SwitchingDeps): Promise<Pause | null> {
  return (await store.paused()).find((pause) => pause.scope === scope) ?? null;
}
