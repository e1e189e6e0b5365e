import type { Charter } from '../../../../domain/charter/charter.js';
import { repeatsDraft } from '../../../../domain/handoff/draft-feeds.js';
import { isModels } from '../../../../domain/handoff/extracted.js';
import type { Action } from '../../../../domain/handoff/proposal.js';
import type { Proposed } from '../../../../domain/handoff/views.js';
import { valueText } from '../../../../domain/handoff/words.js';
import { lineName, writtenLines } from '../../../../domain/handoff/written-lines.js';
import { isUndoable } from '../../../../domain/run/undo-plan.js';
import {
  type Block,
  line,
  list,
  plainText,
  quotes,
  type RichPart,
  richBlocks,
  shownText,
} from '../kit/kit.js';
import type { Showing } from './coverage.js';
import { leafPath } from './leaves.js';

/**
 * The whole of what will be done, drawn by code from the frozen proposal: every argument of every action, every
 * character of the draft. Nothing is ever cut here; whoever has no room shows a link to all of it instead.
 */
export function proposalBlocks(handoff: Proposed, charter: Charter, showing: Showing): Block[] {
  const { proposal } = handoff.work;
  return [
    ...proposal.actions.flatMap((action, index) =>
      richBlocks([
        actionHeading(
          action,
          { number: proposal.actions.length > 1 ? index + 1 : null, charter },
          showing.write([`actions.${index}.tool`], action.tool, { code: true }),
        ),
        ...valueParts(handoff, index, { charter, showing }),
      ]),
    ),
    ...(proposal.draft
      ? richBlocks([
          line(plainText('Draft', { bold: true })),
          ...quotes(showing.write(['draft'], proposal.draft.text)),
        ])
      : []),
  ];
}

/** The tool's own name stands beside its description, because two tools may be described alike. */
export function actionHeading(
  { tool: name }: Pick<Action, 'tool'>,
  { number, charter }: { readonly number: number | null; readonly charter: Charter },
  named: ReturnType<typeof shownText>[],
): RichPart {
  const describes = charter.tools[name]?.describes;
  const numbered = number === null ? '' : `${number}. `;
  return line(
    plainText(`${numbered}${describes ?? 'An unknown tool'} `, { bold: true }),
    ...named,
    plainText(reversalWords(name, charter)),
  );
}

/** Said from the start: whether it can be taken back. */
function reversalWords(tool: string, charter: Charter): string {
  if (charter.tools[tool]?.compensate) return ' · can be cancelled';
  return isUndoable(tool, charter) ? ' · can be undone' : ' · cannot be undone';
}

function valueParts(
  handoff: Proposed,
  index: number,
  { charter, showing }: { readonly charter: Charter; readonly showing: Showing },
): RichPart[] {
  const { proposal } = handoff.work;
  const action = proposal.actions[index];
  if (!action) return [];
  return writtenLines(charter.tools[action.tool], action).flatMap((written) => {
    const { argument, field, before: held, after: given } = written;
    const paths = {
      before: leafPath(index, 'before', field ?? ''),
      after: argument === null ? [] : [leafPath(index, 'arguments', argument)],
    };
    const was = held === undefined ? null : valueText(held);
    // Slanted, as no value ever is: nobody's text can pass for the draft.
    if (argument !== null && repeatsDraft(proposal, index, argument))
      return changeParts(lineName(written), was === null ? [] : showing.write([paths.before], was), [
        shownText('the draft below', { italic: true }),
      ]);
    if (given === undefined)
      return changeParts(`${field} (stays)`, [], showing.write([paths.before], was ?? ''));
    const becomes = valueText(given);
    const before = was === null || was === becomes ? [] : showing.write([paths.before], was);
    const after = showing.write(was === becomes ? [paths.before, ...paths.after] : paths.after, becomes, {
      bold: true,
    });
    const mark = argument !== null && isModels(given, handoff.work) ? ' (read by AI)' : '';
    return changeParts(`${lineName(written)}${mark}`, before, after);
  });
}

type Shown = ReturnType<typeof shownText>;
/** Longer values, and those of several lines, stand in quotes, so that no line of theirs poses as one of ours. */
const longestInLine = 300;

/** `status: open → replied` */
export function changeParts(name: string, before: readonly Shown[], after: readonly Shown[]): RichPart[] {
  const label = plainText(`${name.replaceAll('_', ' ')}: `);
  const isShort = (elements: readonly Shown[]): boolean =>
    elements.length <= 1 &&
    elements.every(({ text }) => text.length <= longestInLine && !text.includes('\n'));
  if (isShort(before) && isShort(after))
    return [
      list([line(label, ...edged(before), ...(before.length ? [plainText(' → ')] : []), ...edged(after))]),
    ];
  return [
    list([line(label)]),
    ...(before.length ? [...quotes(before), line(plainText('becomes'))] : []),
    ...quotes(after),
  ];
}

/** Blanks at an edge would not be seen. */
function edged(elements: readonly Shown[]): Shown[] {
  return elements.some(({ text }) => /^\s|\s$| {2}|^$/.test(text))
    ? [shownText('“'), ...elements, shownText('”')]
    : [...elements];
}
