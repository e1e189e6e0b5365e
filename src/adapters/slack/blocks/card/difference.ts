import { diffWordsWithSpace } from 'diff';
import { differencesBetween } from '../../../../domain/handoff/differences.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { visible } from '../../text/hidden.js';
import { type Block, line, plainText, richText, shownText } from '../kit/kit.js';

/** Beyond this a word-by-word comparison helps nobody; the new text stands in full above it. */
const longestCompared = 3_000;

/** What people changed since the agent's suggestion: struck out and bold, word by word. */
export function differenceBlocks(handoff: Handoff): Block[] {
  const { suggested, proposal } = handoff.work;
  if (!suggested || !proposal || suggested.hash === proposal.hash) return [];
  const differences = differencesBetween(suggested, proposal);
  if (differences.length === 0) return [];
  return [
    richText([
      line(plainText('Changed since the suggestion', { bold: true })),
      ...differences.map(({ name, from, to }) =>
        line(plainText(`${name.replaceAll('_', ' ')}: `, { italic: true }), ...words(from, to)),
      ),
    ]),
  ];
}

function words(from: string, to: string) {
  if (from.length + to.length > longestCompared) return [plainText('a long text was changed')];
  return diffWordsWithSpace(visible(from), visible(to)).map(({ value, added, removed }) =>
    removed ? shownText(value, { strike: true }) : shownText(value, added ? { bold: true } : undefined),
  );
}
