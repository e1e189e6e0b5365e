import type { Command } from '../domain/command.js';
import type { Actor, HandoffId } from '../domain/ids.js';
import type { Changed, IntakeKey, OutboxId } from './store.js';

/** The only way to change a handoff. Resolves after the durable commit; commands of one event-loop turn share a commit. */
export type Dispatch = (request: DispatchRequest) => Promise<Exclude<Changed, { kind: 'settled' }>>;

export interface DispatchRequest {
  readonly handoffId: HandoffId;
  readonly command: Command;
  readonly actor: Actor;
  readonly intake?: IntakeKey;
  readonly settles?: OutboxId;
}
