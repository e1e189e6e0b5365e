/**
 * The log of a handoff is a chain: each event carries the hash of the one before it, so that a changed, removed or
 * inserted event breaks every hash after it. Texts are bound by their own hash, so that they can be erased while
 * the chain over the facts still verifies.
 */
import { sha256 } from './proposal.js';

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

export const eventHash = (prevHash: string, event: ChainedEvent): string => {
  const { handoffId, n, type, at, actor, data, contentHash: content } = event;
  // A list of texts and whole numbers has one JSON form only, so the plain one is the canonical one.
  return sha256(`${prevHash}\n${JSON.stringify([handoffId, n, type, at, actor, data, content])}`);
};

/** The same text in two handoffs has two hashes, so that erasing one leaves the other. */
export const contentHash = (handoffId: string, canonicalContent: string): string =>
  sha256(`${handoffId}\n${canonicalContent}`);

export interface StoredLink extends ChainedEvent {
  readonly prevHash: string;
  readonly hash: string;
}

/** The number of the first event that does not fit, and why; null when the whole chain verifies. */
export const firstBreak = (
  links: readonly StoredLink[],
  head: string,
): { readonly n: number; readonly why: string } | null => {
  let previous = chainStart;
  for (const [index, link] of links.entries()) {
    if (link.n !== index + 1) return { n: index + 1, why: 'the event is missing' };
    if (link.prevHash !== previous) return { n: link.n, why: 'it does not follow the event before it' };
    if (eventHash(previous, link) !== link.hash) return { n: link.n, why: 'its facts were changed' };
    previous = link.hash;
  }
  return previous === head ? null : { n: links.length + 1, why: 'the newest event is missing' };
};
