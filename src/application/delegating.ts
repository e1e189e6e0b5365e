import type { Delegation } from '../domain/directory.js';
import { type PersonId, person } from '../domain/ids.js';
import { type DelegationEvent, delegate, endDelegation } from '../domain/people/delegation.js';
import type { Refusal } from '../domain/refusal.js';
import type { Clock } from '../ports/clock.js';
import type { DelegationStore, Delegations } from '../ports/delegations.js';
import type { LivePeople } from '../ports/people.js';

export interface DelegatingDeps {
  readonly store: DelegationStore;
  readonly people: LivePeople;
  readonly clock: Clock;
}

export function createDelegations(deps: DelegatingDeps): Delegations {
  return {
    begin: (wish) => settle(wish.from, delegate(wish, whoIsWho(deps)), deps),
    end: async (by) => settle(by, endDelegation(by, await deps.store.delegations(), whoIsWho(deps)), deps),
  };
}

function whoIsWho({ people, clock }: DelegatingDeps) {
  return { directory: people.directory(), now: clock.now() };
}

async function settle(
  by: PersonId,
  ruling: DelegationEvent | Refusal,
  { store, people, clock }: DelegatingDeps,
): Promise<Delegation | Refusal> {
  if ('code' in ruling) return ruling;
  await store.recordDelegation({ event: ruling, by: person(by), at: clock.now() });
  await people.readDelegations();
  return ruling.data;
}
