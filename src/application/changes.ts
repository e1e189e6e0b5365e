import type { Handoff } from '../domain/handoff/handoff.js';
import type { HandoffEvent } from '../domain/log/event.js';

/** What one command changed, after it was made durable. */
export interface Committed {
  /** Null when it is new. */
  readonly before: Handoff | null;
  readonly handoff: Handoff;
  readonly events: readonly HandoffEvent[];
  readonly at: Date;
}

export interface Changes {
  /** Called after each committed change of this handoff until the answer is called. */
  subscribe(id: string, listener: (handoff: Handoff) => void): () => void;
  publish(change: Committed): void;
}

/**
 * Tells whoever waits for a handoff of this process that it has changed, and whoever counts of every change.
 * Nothing is kept: the store is the truth.
 */
export function createChanges(count: (change: Committed) => void = () => {}): Changes {
  const listeners = new Map<string, Set<(handoff: Handoff) => void>>();
  return {
    subscribe: (id, listener) => {
      const waiting = listeners.get(id) ?? new Set();
      listeners.set(id, waiting.add(listener));
      return () => {
        waiting.delete(listener);
        if (waiting.size === 0) listeners.delete(id);
      };
    },
    publish: (change) => {
      for (const listener of listeners.get(change.handoff.id) ?? []) listener(change.handoff);
      count(change);
    },
  };
}
