import type { Delegation } from '../domain/directory.js';
import type { Actor, PersonId } from '../domain/ids.js';
import type { DelegationEvent } from '../domain/people/delegation.js';
import type { Refusal } from '../domain/refusal.js';

/** Lets somebody act in another's place, and ends it. What it answers stands in the log and counts at once. */
export interface Delegations {
  begin(wish: Delegation): Promise<Delegation | Refusal>;
  /** Ends whatever somebody has lent. */
  end(by: PersonId): Promise<Delegation | Refusal>;
}

export interface DelegationChange {
  readonly event: DelegationEvent;
  readonly by: Actor;
  readonly at: Date;
}

export interface DelegationStore {
  /** Append-only, in one transaction with its event in the log. */
  recordDelegation(change: DelegationChange): Promise<void>;
  /** The newest of each person, whether or not it is over. */
  delegations(): Promise<readonly Delegation[]>;
}
