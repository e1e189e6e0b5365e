import { wordPieces } from '../../text/foreign.js';
import { visible } from '../../text/hidden.js';
import { type Block, type Style, shownText } from '../kit/kit.js';
import type { Leaf } from './leaves.js';

/** Far below what one block may hold. */
const longestPiece = 2_500;

type Written = { readonly text: string };

/**
 * Keeps which elements show which leaf, and afterwards looks for them in the blocks that are really sent. A leaf
 * that nobody drew, that was cut or whose block was left out is missing, and then there is no Approve.
 */
export interface Showing {
  /** The whole text as elements of rich text; they count for every path given. */
  write(paths: readonly string[], text: string, style?: Style): ReturnType<typeof shownText>[];
  /** For what shows a leaf without having been written here. */
  mark(path: string, element: Written): void;
  missing(blocks: readonly Block[], leaves: readonly Leaf[]): Leaf[];
}

export function createShowing(): Showing {
  const drawn = new Map<string, readonly Written[]>();
  return {
    write: (paths, text, style) => {
      const elements =
        text === ''
          ? [shownText('empty', { italic: true })]
          : wordPieces(visible(text), longestPiece).map((piece) => shownText(piece, style));
      for (const path of paths) drawn.set(path, elements);
      return elements;
    },
    mark: (path, element) => void drawn.set(path, [element]),
    missing: (blocks, leaves) => {
      const there = objectsIn(blocks);
      return leaves.filter(({ path, text }) => {
        const elements = drawn.get(path) ?? [];
        if (elements.length === 0 || !elements.every((element) => there.has(element))) return true;
        return !elements
          .map((element) => withoutIsolates(element.text))
          .join('')
          .includes(visible(text));
      });
    },
  };
}

const withoutIsolates = (text: string): string => text.replace(/^\u2068|\u2069$/g, '');

function objectsIn(value: unknown, found: Set<unknown> = new Set()): Set<unknown> {
  if (typeof value !== 'object' || value === null) return found;
  found.add(value);
  for (const inner of Object.values(value)) objectsIn(inner, found);
  return found;
}
