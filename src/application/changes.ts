import type { Handoff } from '../domain/handoff.js';

export interface Changes {
  /** Called after each committed change of this handoff until the answer is called. */
  subscribe(id: string, listener: (handoff: Handoff) => void): () => void;
  publish(handoff: Handoff): void;
}

/** Tells whoever waits for a handoff of this process that it has changed. Nothing is kept: the store is the truth. */
export const createChanges = (): Changes => {
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
    publish: (handoff) => {
      for (const listener of listeners.get(handoff.id) ?? []) listener(handoff);
    },
  };
};
