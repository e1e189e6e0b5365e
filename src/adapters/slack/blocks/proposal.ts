import type { Charter } from '../../../domain/charter.js';
import { valueText } from '../../../domain/lifecycle/editing.js';
import type { Action, Proposal } from '../../../domain/proposal.js';
import { pieces } from '../text/foreign.js';
import { type Block, line, list, plainText, quote, richText } from './kit.js';

/** A piece of a long text; far below what one block may hold. */
const longestPiece = 2_500;

/**
 * The whole of what will be done, drawn by code from the frozen proposal: every argument of every action, every
 * character of the draft. Nothing is ever cut here; whoever has no room shows a link to all of it instead.
 */
export const proposalBlocks = (proposal: Proposal, charter: Charter): Block[] => [
  ...proposal.actions.map((action, index) => actionBlock(action, index, { proposal, charter })),
  ...(proposal.draft ? draftBlocks(proposal.draft.text) : []),
];

const actionBlock = (
  action: Action,
  index: number,
  { proposal, charter }: { readonly proposal: Proposal; readonly charter: Charter },
): Block => {
  const tool = charter.tools[action.tool];
  const isDraft = (argument: string): boolean =>
    (proposal.draft?.feeds ?? []).some((feed) => feed.action === index && feed.argument === argument);
  const number = proposal.actions.length > 1 ? `${index + 1}. ` : '';
  return richText([
    line(
      plainText(`${number}${tool?.describes ?? action.tool}`, { bold: true }),
      plainText(riskWords(tool?.risk)),
    ),
    list(
      Object.entries(action.arguments).map(([name, value]) => {
        const before = action.before && name in action.before ? valueText(action.before[name] ?? null) : null;
        const after = valueText(value);
        const label = plainText(`${name.replaceAll('_', ' ')}: `);
        // Slanted, as no value ever is: nobody's text can pass for the draft.
        if (isDraft(name)) return line(label, plainText('the draft below', { italic: true }));
        return before === null || before === after
          ? line(label, plainText(after, { bold: true }))
          : line(label, plainText(before), plainText(' → '), plainText(after, { bold: true }));
      }),
    ),
  ]);
};

/** Said from the start: whether it can be taken back. */
const riskWords = (risk: 'reversible' | 'compensable' | 'irreversible' | undefined): string =>
  risk === 'reversible'
    ? ' · can be undone'
    : risk === 'compensable'
      ? ' · can be cancelled'
      : ' · cannot be undone';

const draftBlocks = (text: string): Block[] =>
  pieces(text, longestPiece).map((piece, index) =>
    richText([...(index === 0 ? [line(plainText('Draft', { bold: true }))] : []), quote(piece)]),
  );
