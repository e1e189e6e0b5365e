import { type Anchor, anchorFault, anchorRoot } from '../../../domain/log/anchor.js';
import type { Head } from '../../../domain/log/chain.js';
import type { LoggedLink } from './log-rows.js';

export interface AnchorBreak {
  readonly anchor: number;
  readonly why: string;
}

/** Anchors that do not follow each other, or of which some that were handed out are gone. */
export function anchorChainBreak(anchors: readonly Anchor[], delivered: number): AnchorBreak | null {
  for (const [index, anchor] of anchors.entries()) {
    const why = anchorFault(anchors[index - 1], anchor);
    if (why) return { anchor: anchor.n, why };
  }
  return anchors.length > 0 && delivered > anchors.length
    ? { anchor: anchors.length + 1, why: 'it was handed out and is missing' }
    : null;
}

/** Follows the log and compares it with each anchor as soon as all that the anchor covers was seen. */
export function createAnchorCheck(anchors: readonly Anchor[]) {
  let next = 0;
  let heads = 0;
  let moved = new Map<string, Head>();
  /** Call it with the events in the order of writing. */
  const see = ({ seq, handoffId, n, hash }: LoggedLink): AnchorBreak | null => {
    const anchor = anchors[next];
    if (!anchor) return null;
    if (n === 1) heads += 1;
    moved.set(handoffId, { n, hash });
    return seq === anchor.events ? close(anchor) : null;
  };
  /** With no event since the anchor before it, there is nothing to see first. */
  const close = (anchor: Anchor): AnchorBreak | null => {
    if (anchorRoot(moved) !== anchor.root)
      return { anchor: anchor.n, why: changed(anchors[next - 1], anchor) };
    if (heads !== anchor.heads)
      return { anchor: anchor.n, why: `it counts ${anchor.heads} handoffs, and there were ${heads}` };
    moved = new Map();
    next += 1;
    const following = anchors[next];
    return following?.events === anchor.events ? close(following) : null;
  };
  /** When the whole log was seen: what an anchor still expects. */
  const end = (events: number): AnchorBreak | null => {
    const anchor = anchors[next];
    return anchor
      ? { anchor: anchor.n, why: `it covers ${anchor.events} events, and the log has ${events}` }
      : null;
  };
  return { see, end };
}

function changed(before: Anchor | undefined, anchor: Anchor): string {
  return `the events from ${(before?.events ?? 0) + 1} to ${anchor.events} of the whole log are not those that it was made over`;
}
