/**
 * The log of a handoff is a chain: each event carries the hash of the one before it, so that a changed, removed or
 * inserted event breaks every hash after it. Texts are bound by their own hash, so that they can be erased while
 * the chain over the facts still verifies.
 */
import { sha256 } from '../handoff/proposal.js';

export interface ChainedEvent {
  readonly handoffId: string;
  readonly n: number;
  readonly type: string;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly actor: string;
  /** Canonical JSON. */
  readonly data: string;
  readonly contentHash: string | null;
}

/** What the first event of a handoff follows. */
export const chainStart = '';

export function eventHash(prevHash: string, event: ChainedEvent): string {
  const { handoffId, n, type, at, actor, data, contentHash: content } = event;
  // A list of texts and whole numbers has one JSON form only, so the plain one is the canonical one.
  return sha256(`${prevHash}\n${JSON.stringify([handoffId, n, type, at, actor, data, content])}`);
}

/** The same text in two handoffs has two hashes, so that erasing one leaves the other. */
export function contentHash(handoffId: string, canonicalContent: string): string {
  return sha256(`${handoffId}\n${canonicalContent}`);
}

export interface StoredLink extends ChainedEvent {
  readonly prevHash: string;
  readonly hash: string;
}

/** Where the chain of a handoff stands: its newest event. */
export interface Head {
  readonly n: number;
  readonly hash: string;
}

export interface ChainFault {
  readonly n: number;
  readonly why: string;
}

/** What is wrong with an event that should follow `head`; null when it fits. */
export function linkFault(head: Head | undefined, link: StoredLink): ChainFault | null {
  const expected = (head?.n ?? 0) + 1;
  const previous = head?.hash ?? chainStart;
  if (link.n !== expected) return { n: expected, why: 'the event is missing' };
  if (link.prevHash !== previous) return { n: link.n, why: 'it does not follow the event before it' };
  return eventHash(previous, link) === link.hash ? null : { n: link.n, why: 'its facts were changed' };
}

/** Compares where a chain ends with where its handoff says that it ends. */
export function endFault(head: Head | undefined, expectedHash: string): ChainFault | null {
  return (head?.hash ?? chainStart) === expectedHash
    ? null
    : { n: (head?.n ?? 0) + 1, why: 'the newest event is missing' };
}
