import type { Charter } from '../../../../domain/charter/charter.js';
import type { ValueType } from '../../../../domain/charter/value-type.js';
import { repeatsDraft } from '../../../../domain/handoff/draft-feeds.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { valueText } from '../../../../domain/handoff/words.js';
import { writtenLines } from '../../../../domain/handoff/written-lines.js';
import type { Json } from '../../../../domain/json.js';
import { callbackIds } from '../../action-ids.js';
import { clipped, escaped, pieces } from '../../text/foreign.js';
import { visible } from '../../text/hidden.js';
import { section } from '../kit/kit.js';
import {
  type InputBlock,
  longestInput,
  type ModalOrigin,
  type ModalView,
  modal,
  textInput,
  valueInput,
} from '../kit/modal.js';
import { checkboxInput, readInput } from '../kit/select.js';

/** Editable: the draft, and every argument that the draft does not already feed. */
export function editModal(origin: ModalOrigin, charter: Charter): ModalView {
  const { handoff } = origin;
  const { editable, tooLong } = sorted(argumentsOf(handoff, charter));
  const inputs = [...draftInputs(handoff), ...editable.map(argumentInput)];
  const { exclude } = handoff.policy;
  const mayApproveOwn = !exclude.includes('editor');
  return modal(origin, {
    callbackId: callbackIds.edit,
    title: 'Edit before approval',
    submit: 'Save',
    blocks: [
      section(
        `Saving makes a new version. Approvals of the version before no longer count${mayApproveOwn ? '.' : ', and somebody else approves.'}`,
      ),
      ...inputs,
      ...(tooLong.length ? [section(tooLongWords(tooLong))] : []),
      // What does not stand here in full cannot be approved here.
      ...(mayApproveOwn && tooLong.length === 0 ? [approveToo] : []),
    ],
  });
}

const approveToo = checkboxInput({
  id: 'approve_too',
  label: 'And then?',
  choices: [{ value: 'yes', label: 'Approve the new version as well' }],
});

function argumentInput({ id, label, type, current, held }: EditableArgument): InputBlock {
  const input = valueInput({ id, label, type, value: valueText(current) });
  if (held === null || input.hint) return input;
  return {
    ...input,
    hint: { type: 'plain_text', text: clipped(`Now: ${visible(held)}`, 300), emoji: false },
  };
}

/** A window has 100 blocks and 250 kB, an input 3,000 characters; what does not fit stays as it is. */
const mostInputs = 60;
const mostCharacters = 120_000;

function sorted(all: readonly EditableArgument[]) {
  let size = 0;
  const editable = all
    .filter(({ current }) => valueText(current).length <= longestInput)
    .filter(({ current }, index) => {
      size += JSON.stringify(valueText(current)).length;
      return index < mostInputs && size <= mostCharacters;
    });
  return { editable, tooLong: all.filter((one) => !editable.includes(one)) };
}

function tooLongWords(arguments_: readonly EditableArgument[]): string {
  const names = arguments_.map(
    ({ label, current }) => `“${escaped(label)}” (${valueText(current).length} characters)`,
  );
  return clipped(
    `There is no room to edit these here, so they stay as they are: ${names.join(', ')}.`,
    2_900,
  );
}

export interface EditedValues {
  readonly draft: string | null;
  readonly changes: readonly { readonly action: number; readonly argument: string; readonly value: Json }[];
}

/** What was typed, or a sentence for each input that does not fit. */
export function readEdit(
  values: (id: string) => string | null,
  handoff: Handoff,
  charter: Charter,
): EditedValues | { readonly errors: Readonly<Record<string, string>> } {
  const errors: Record<string, string> = {};
  const changes = sorted(argumentsOf(handoff, charter)).editable.flatMap(
    ({ id, action, argument, type, current }) => {
      const typed = values(id);
      if (typed === null || typed === valueText(current)) return [];
      const read = readInput(type, typed);
      if ('value' in read) return [{ action, argument, value: read.value }];
      errors[id] = read.problem;
      return [];
    },
  );
  const parts = draftInputs(handoff).map((_, index) => values(draftId(index)) ?? '');
  const draft = parts.join('');
  if (parts.length && !draft.trim()) errors[draftId(0)] = 'The draft cannot be empty.';
  if (Object.keys(errors).length) return { errors };
  return { draft: parts.length && draft !== handoff.work.proposal?.draft?.text ? draft : null, changes };
}

const draftId = (index: number): string => `draft.${index}`;

/** A text longer than one input stands in several; joined again they are the text. */
function draftInputs({ work: { proposal } }: Handoff): InputBlock[] {
  if (!proposal?.draft) return [];
  const parts = pieces(proposal.draft.text, longestInput);
  return parts.map((value, index) =>
    textInput({
      id: draftId(index),
      label: parts.length > 1 ? `Draft, part ${index + 1} of ${parts.length}` : 'Draft',
      value,
      multiline: true,
      optional: index > 0,
    }),
  );
}

interface EditableArgument {
  readonly id: string;
  readonly label: string;
  readonly action: number;
  readonly argument: string;
  readonly type: ValueType;
  readonly current: Json;
  /** What the record holds there; null where that is not known or the same. */
  readonly held: string | null;
}

function argumentsOf({ work: { proposal } }: Handoff, charter: Charter): EditableArgument[] {
  return (proposal?.actions ?? []).flatMap((action, index) => {
    const tool = charter.tools[action.tool];
    const number = (proposal?.actions.length ?? 0) > 1 ? `${index + 1}. ` : '';
    const lines = writtenLines(tool, action);
    return Object.entries(tool?.arguments ?? {}).flatMap(([argument, type]): EditableArgument[] => {
      const isShown = proposal && repeatsDraft(proposal, index, argument);
      if (isShown || !(argument in action.arguments)) return [];
      const current = action.arguments[argument] ?? null;
      const held = lines.find((line) => line.argument === argument)?.before;
      const isHeld = held !== undefined && valueText(held) !== valueText(current);
      return [
        {
          id: `argument.${index}.${argument}`,
          label: `${number}${tool?.describes}: ${argument.replaceAll('_', ' ')}`,
          action: index,
          argument,
          type,
          current,
          held: isHeld ? valueText(held) : null,
        },
      ];
    });
  });
}
