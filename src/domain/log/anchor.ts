/**
 * An anchor fixes how far the chains of all handoffs had come at one moment. Its root covers the head of every
 * handoff that moved since the anchor before it, and that anchor's hash covers all the others; so an anchor costs
 * what has happened since the last one, and no head can change, go back or vanish without breaking an anchor.
 */

import { sha256 } from '../handoff/proposal.js';
import type { Head } from './chain.js';

export interface AnchorFacts {
  /** Counted from 1. */
  readonly n: number;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** Events in the whole log: the place of the newest one covered. */
  readonly events: number;
  /** Handoffs in the whole log. */
  readonly heads: number;
  readonly root: string;
  readonly prevHash: string;
}

export interface Anchor extends AnchorFacts {
  readonly hash: string;
}

/** What the first anchor follows. */
export const anchorStart = '';

export function anchored(facts: AnchorFacts): Anchor {
  const { n, at, events, heads, root, prevHash } = facts;
  return { ...facts, hash: sha256(`${prevHash}\n${JSON.stringify([n, at, events, heads, root])}`) };
}

/** The hash over the heads of those handoffs that moved, in the order of their ids. */
export function anchorRoot(moved: ReadonlyMap<string, Head>): string {
  return sha256(
    JSON.stringify(
      [...moved]
        .map(([id, { n, hash }]) => [id, n, hash] as const)
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
  );
}

/** What is wrong with an anchor that should follow another; null when it fits. */
export function anchorFault(previous: Anchor | undefined, anchor: Anchor): string | null {
  if (anchor.n !== (previous?.n ?? 0) + 1) return 'the anchor before it is missing';
  if (anchor.prevHash !== (previous?.hash ?? anchorStart)) return 'it does not follow the anchor before it';
  return anchored(anchor).hash === anchor.hash ? null : 'it was changed';
}

/** What an anchor says to the world outside: one line of JSON. */
export function anchorLine({ n, hash, events, at }: Anchor): string {
  return JSON.stringify({ anchor: n, head: hash, count: events, at: new Date(at).toISOString() });
}
