import type { Charter } from '../../../../domain/charter/charter.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { type Undoing, undoPlan } from '../../../../domain/run/undo-plan.js';
import { callbackIds } from '../../action-ids.js';
import { escaped } from '../../text/foreign.js';
import { title } from '../../text/words.js';
import { shownValue } from '../card/execution-result.js';
import { changeParts } from '../card/proposal.js';
import { line, list, plainText, type RichPart, richBlocks, section } from '../kit/kit.js';
import { type ModalOrigin, type ModalView, modal, textInput } from '../kit/modal.js';
import { selectInput } from '../kit/select.js';

export function rejectModal(origin: ModalOrigin): ModalView {
  return modal(origin, {
    callbackId: callbackIds.reject,
    title: 'Reject',
    submit: 'Reject',
    blocks: [
      selectInput({
        id: 'category',
        label: 'What is wrong?',
        choices: origin.handoff.policy.rejectCategories.map((value) => ({ value, label: title(value) })),
      }),
      textInput({
        id: 'reason',
        label: 'Why?',
        hint: 'The agent reads this and can do better next time.',
        multiline: true,
      }),
    ],
  });
}

export function resolveModal(origin: ModalOrigin): ModalView {
  return modal(origin, {
    callbackId: callbackIds.resolve,
    title: 'Settle by hand',
    submit: 'Settle',
    blocks: [
      section(escaped(origin.handoff.exception?.detail ?? '')),
      selectInput({
        id: 'outcome',
        label: 'How did it end?',
        choices: [
          { value: 'done_by_hand', label: 'It is done; somebody did it by hand' },
          { value: 'given_up', label: 'It will not be done' },
        ],
      }),
      textInput({ id: 'reason', label: 'What happened?', multiline: true }),
    ],
  });
}

/** Says before anything happens what will be put back and what stays. */
export function undoModal(origin: ModalOrigin, charter: Charter): ModalView {
  const parts = undoParts(origin.handoff, charter);
  const shape = { callbackId: callbackIds.undo, title: 'Undo' };
  if (parts.length === 0)
    return modal(origin, {
      ...shape,
      blocks: [section('There is nothing to put back: nothing that was done can be undone from here.')],
    });
  return modal(origin, {
    ...shape,
    submit: 'Undo',
    blocks: [
      ...richBlocks([line(plainText('This will be put back', { bold: true })), ...parts]),
      textInput({ id: 'reason', label: 'Why?', multiline: true }),
    ],
  });
}

/** Newest first, as it will be done; nothing when all of it stays. */
function undoParts(handoff: Handoff, charter: Charter): RichPart[] {
  const plan = undoPlan(handoff, charter);
  return plan.every(({ kind }) => kind === 'stays') ? [] : plan.flatMap(undoingParts);
}

function undoingParts(undoing: Undoing): RichPart[] {
  const says = (words: string) => list([line(plainText(`${undoing.tool.describes}: ${words}`))]);
  if (undoing.kind === 'stays') return [says('stays as it is')];
  if (undoing.kind === 'compensates') return [says('will be cancelled')];
  return undoing.fields.flatMap(({ name, from, to }) =>
    changeParts(name, shownValue(from ?? null), shownValue(to)),
  );
}
