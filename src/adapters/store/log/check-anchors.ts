import type Database from 'better-sqlite3';
import { type Anchor, anchorFault, rootOf } from '../../../domain/log/anchor.js';
import type { Head } from '../../../domain/log/chain.js';
import type { LoggedLink } from './log-rows.js';

export interface AnchorBreak {
  readonly anchor: number;
  readonly why: string;
}

/** What stands in the file as anchors; none in a file from before there were any. */
export const readAnchors = (db: Database.Database): Anchor[] => {
  const table = db.prepare(`select 1 from sqlite_master where type = 'table' and name = 'anchors'`).get();
  if (table === undefined) return [];
  return db
    .prepare<[], Anchor>(
      'select n, at, events, heads, root, prev_hash as prevHash, hash from anchors order by n',
    )
    .all();
};

/** Anchors that do not follow each other, or of which some that were handed out are gone. */
export const anchorChainBreak = (db: Database.Database, anchors: readonly Anchor[]): AnchorBreak | null => {
  for (const [index, anchor] of anchors.entries()) {
    const why = anchorFault(anchors[index - 1], anchor);
    if (why) return { anchor: anchor.n, why };
  }
  if (anchors.length === 0) return null;
  const delivered =
    db.prepare<[], { n: number | null }>('select max(n) as n from anchor_deliveries').get()?.n ?? 0;
  return delivered > anchors.length
    ? { anchor: anchors.length + 1, why: 'it was handed out and is missing' }
    : null;
};

/** Follows the log and compares it with each anchor as soon as all that the anchor covers was seen. */
export const createAnchorCheck = (anchors: readonly Anchor[]) => {
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
    if (rootOf(moved) !== anchor.root) return { anchor: anchor.n, why: changed(anchors[next - 1], anchor) };
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
};

const changed = (before: Anchor | undefined, anchor: Anchor): string =>
  `the events from ${(before?.events ?? 0) + 1} to ${anchor.events} of the whole log are not those that it was made over`;
