import type { Anchor } from '../domain/log/anchor.js';

/** The part of the store that fixes how far the log has come. */
export interface AnchorStore {
  lastAnchor(): Promise<Anchor | null>;
  /**
   * Anchors what has happened since the last anchor, at most some thousands of events of it; null while the log
   * is empty.
   */
  addAnchor(at: Date): Promise<{ readonly anchor: Anchor; readonly isComplete: boolean } | null>;
  /** Oldest first. */
  undeliveredAnchors(keeper: string, limit: number): Promise<readonly Anchor[]>;
  anchorDelivered(keeper: string, anchor: Anchor, at: Date): Promise<void>;
}

/** Keeps the anchors where whoever can write to the database cannot. */
export interface AnchorKeeper {
  /** Tells one keeper from another; reveals no address. */
  readonly id: string;
  /** Rejects when it is not certain that the anchor is kept; it is then given again. */
  keep(anchor: Anchor): Promise<void>;
}
