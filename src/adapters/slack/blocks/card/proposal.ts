import type { Charter } from '../../../../domain/charter/charter.js';
import { valueText } from '../../../../domain/handoff/differences.js';
import { isModels } from '../../../../domain/handoff/extracted.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import type { Action, Proposal } from '../../../../domain/handoff/proposal.js';
import type { Json, JsonObject } from '../../../../domain/json.js';
import { isUndoable } from '../../../../domain/run/undoable.js';
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
import { isFed, leafPath } from './leaves.js';
import type { Showing } from './showing.js';

/**
 * The whole of what will be done, drawn by code from the frozen proposal: every argument of every action, every
 * character of the draft. Nothing is ever cut here; whoever has no room shows a link to all of it instead.
 */
export const proposalBlocks = (handoff: Proposed, charter: Charter, showing: Showing): Block[] => {
  const { proposal } = handoff;
  return [
    ...proposal.actions.flatMap((action, index) =>
      richBlocks([
        actionHeading(
          action,
          { number: proposal.actions.length > 1 ? index + 1 : null, charter },
          showing.write([`actions.${index}.tool`], action.tool, { code: true }),
        ),
        ...valueParts(handoff, index, showing),
      ]),
    ),
    ...(proposal.draft
      ? richBlocks([
          line(plainText('Draft', { bold: true })),
          ...quotes(showing.write(['draft'], proposal.draft.text)),
        ])
      : []),
  ];
};

/** A handoff that has something to decide on. */
export type Proposed = Handoff & { readonly proposal: Proposal };

/** The tool's own name stands beside its description, because two tools may be described alike. */
export const actionHeading = (
  { tool: name }: Pick<Action, 'tool'>,
  { number, charter }: { readonly number: number | null; readonly charter: Charter },
  named: ReturnType<typeof shownText>[],
): RichPart => {
  const describes = charter.tools[name]?.describes;
  const numbered = number === null ? '' : `${number}. `;
  return line(
    plainText(`${numbered}${describes ?? 'An unknown tool'} `, { bold: true }),
    ...named,
    plainText(reversalWords(name, charter)),
  );
};

/** Said from the start: whether it can be taken back. */
const reversalWords = (tool: string, charter: Charter): string => {
  if (charter.tools[tool]?.compensate) return ' · can be cancelled';
  return isUndoable(tool, charter) ? ' · can be undone' : ' · cannot be undone';
};

const valueParts = (handoff: Proposed, index: number, showing: Showing): RichPart[] => {
  const { proposal } = handoff;
  const action = proposal.actions[index];
  if (!action) return [];
  const names = [...new Set([...Object.keys(action.arguments), ...Object.keys(action.before ?? {})])];
  return names.flatMap((name) => {
    const change = changeOf(action.arguments, action.before, name);
    const paths = {
      before: leafPath(index, 'before', name),
      after: leafPath(index, 'arguments', name),
    };
    // Slanted, as no value ever is: nobody's text can pass for the draft.
    if (isFed(proposal, index, name))
      return changeParts(name, change.before === null ? [] : showing.write([paths.before], change.before), [
        shownText('the draft below', { italic: true }),
      ]);
    if (change.after === null)
      return changeParts(`${name} (stays)`, [], showing.write([paths.before], change.before ?? ''));
    const isSame = change.before === change.after;
    const before = change.before === null || isSame ? [] : showing.write([paths.before], change.before);
    const after = showing.write(isSame ? [paths.before, paths.after] : [paths.after], change.after, {
      bold: true,
    });
    const given = action.arguments[name];
    const mark = given !== undefined && isModels(given, handoff) ? ' (read by AI)' : '';
    return changeParts(`${name}${mark}`, before, after);
  });
};

interface Change {
  readonly before: string | null;
  readonly after: string | null;
}
const changeOf = (after: JsonObject, before: JsonObject | null, name: string): Change => {
  const read = (values: JsonObject): string | null =>
    name in values ? valueText(values[name] as Json) : null;
  return { before: before && read(before), after: read(after) };
};

type Shown = ReturnType<typeof shownText>;
/** Longer values, and those of several lines, stand in quotes, so that no line of theirs poses as one of ours. */
const longestInLine = 300;

/** `status: open → replied` */
export const changeParts = (name: string, before: readonly Shown[], after: readonly Shown[]): RichPart[] => {
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
};

/** Blanks at an edge would not be seen. */
const edged = (elements: readonly Shown[]): Shown[] =>
  elements.some(({ text }) => /^\s|\s$| {2}|^$/.test(text))
    ? [shownText('“'), ...elements, shownText('”')]
    : [...elements];
