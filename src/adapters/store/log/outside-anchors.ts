import { readFileSync } from 'node:fs';
import { type Anchor, anchorLine } from '../../../domain/log/anchor.js';
import type { AnchorBreak } from './check-anchors.js';

/** A file that cannot be compared with anything; its message is for whoever named it. */
export class AnchorFileError extends Error {}

/** Compares the anchors in the database with the lines that were kept outside. */
export function outsideBreak(file: string, anchors: readonly Anchor[]): AnchorBreak | null {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  if (lines.length === 0) throw new AnchorFileError(`${file} holds no anchor.`);
  for (const [index, text] of lines.entries()) {
    const line = parsed(text);
    if (line === null) throw new AnchorFileError(`Line ${index + 1} of ${file} is not an anchor.`);
    const anchor = anchors[line.anchor - 1];
    if (!anchor)
      return { anchor: line.anchor, why: `line ${index + 1} of ${file} has it, the database does not` };
    const kept = JSON.parse(anchorLine(anchor)) as Line;
    if (kept.head !== line.head || kept.count !== line.count || kept.at !== line.at)
      return {
        anchor: anchor.n,
        why: `line ${index + 1} of ${file} says something else, so one of the two was rewritten`,
      };
  }
  return null;
}

interface Line {
  readonly anchor: number;
  readonly head: unknown;
  readonly count: unknown;
  readonly at: unknown;
}

function parsed(text: string): Line | null {
  try {
    const line = JSON.parse(text) as Line | null;
    return typeof line?.anchor === 'number' ? line : null;
  } catch {
    // Not JSON, so not an anchor; the caller says which line.
    return null;
  }
}
