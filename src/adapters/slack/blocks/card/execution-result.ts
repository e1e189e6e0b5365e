import type { Charter } from '../../../../domain/charter/charter.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import type { Step } from '../../../../domain/handoff/run.js';
import { valueText } from '../../../../domain/handoff/words.js';
import { lineName, type WrittenLine, writtenLines } from '../../../../domain/handoff/written-lines.js';
import type { Json, JsonObject } from '../../../../domain/json.js';
import { wordPieces } from '../../text/foreign.js';
import { visible } from '../../text/hidden.js';
import { type Block, line, plainText, type RichPart, richBlocks, shownText } from '../kit/kit.js';
import { actionHeading, changeParts } from './proposal.js';

/** What was written: each value as the record held it just before, and as it was sent or answered. */
export function executedBlocks(handoff: Handoff, charter: Charter): Block[] {
  const steps = (handoff.execution.run?.steps ?? []).filter(({ status }) => status === 'done');
  if (steps.length === 0) return [];
  return richBlocks([
    line(plainText('This was carried out', { bold: true })),
    ...steps.flatMap((step) => stepParts(step, handoff, charter)),
  ]);
}

function stepParts(step: Step, { work: { proposal } }: Handoff, charter: Charter): RichPart[] {
  const action = proposal?.actions[step.action];
  if (!action) return [];
  const number = (proposal?.actions.length ?? 0) > 1 ? step.action + 1 : null;
  const lines = writtenLines(charter.tools[action.tool], { arguments: action.arguments, before: step.prior });
  const answered = Object.entries(step.result ?? {}).filter(
    ([name]) => !lines.some(({ argument, field }) => argument === name || field === name),
  );
  return [
    actionHeading(action, { number, charter }, [shownText(action.tool, { code: true })]),
    ...lines.flatMap((line) => {
      const after = resultOf(line, step.result ?? {});
      if (after === undefined) return [];
      const isChanged = line.before !== undefined && valueText(line.before) !== valueText(after);
      return changeParts(lineName(line), isChanged ? shownValue(line.before ?? null) : [], shownValue(after));
    }),
    ...answered.flatMap(([name, value]) => changeParts(name, [], shownValue(value))),
  ];
}

/** As the service answered it, else as it was sent. */
function resultOf({ argument, field, after }: WrittenLine, result: JsonObject): Json | undefined {
  return (
    (field === null ? undefined : result[field]) ??
    (argument === null ? undefined : result[argument]) ??
    after
  );
}

const longestPiece = 2_500;
/** A value in pieces that fit. */
export function shownValue(value: Json) {
  return wordPieces(visible(valueText(value)), longestPiece).map((piece) => shownText(piece || 'empty'));
}
