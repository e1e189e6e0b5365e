import type { EmailInput, InputBlock, ModalView, NumberInput } from '@slack/types';
import type { ValueType } from '../../../../domain/charter/value-type.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { clipped } from '../../text/foreign.js';
import { visible } from '../../text/hidden.js';
import { seenOf } from '../card/buttons.js';
import type { Block } from './kit.js';
import { hasRoom, optionsOf, selectInput } from './select.js';

export type { InputBlock, ModalView };

/** What travels with a modal: which card it was opened from, and where to answer its person privately. */
export interface ModalOrigin {
  readonly handoff: Handoff;
  /** Null when it was opened from a place without a channel, such as the home tab. */
  readonly channel: string | null;
}

interface Shape {
  readonly callbackId: string;
  readonly title: string;
  readonly submit?: string;
  readonly blocks: readonly (Block | InputBlock)[];
  /** Which page of several, counted from 0. */
  readonly page?: number;
}

export function modal(
  { handoff, channel }: ModalOrigin,
  { callbackId, title, submit, blocks, page }: Shape,
): ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: { type: 'plain_text', text: clipped(title, 24) },
    close: { type: 'plain_text', text: submit ? 'Cancel' : 'Close' },
    ...(submit ? { submit: { type: 'plain_text' as const, text: clipped(submit, 24) } } : {}),
    private_metadata: JSON.stringify({ seen: seenOf(handoff), channel, page }),
    blocks: [...blocks],
  };
}

export interface TextInput {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  readonly multiline?: boolean;
  readonly optional?: boolean;
  readonly maxLength?: number;
}
/** Slack takes at most this many characters in one input. */
export const longestInput = 3_000;

export function textInput(input: TextInput): InputBlock {
  return {
    type: 'input',
    block_id: input.id,
    label: { type: 'plain_text', text: clipped(visible(input.label), 2_000), emoji: false },
    ...(input.hint ? { hint: { type: 'plain_text' as const, text: clipped(input.hint, 2_000) } } : {}),
    ...(input.optional ? { optional: true } : {}),
    element: {
      type: 'plain_text_input',
      action_id: input.id,
      multiline: input.multiline ?? false,
      max_length: Math.min(input.maxLength ?? longestInput, longestInput),
      ...(input.value ? { initial_value: input.value } : {}),
    },
  };
}

/** An input for one value of a declared type. Slack checks numbers and addresses while somebody types. */
export function valueInput(input: {
  readonly id: string;
  readonly label: string;
  readonly type: ValueType;
  readonly value?: string;
  readonly optional?: boolean;
}): InputBlock {
  const { id, label, type, value, optional = false } = input;
  const options = optionsOf(type);
  if (options && hasRoom(options)) {
    const choices = options.map((option) => ({ value: option, label: option }));
    return selectInput({ id, label, choices, optional, ...(value ? { chosen: value } : {}) });
  }
  const element = typedElements[type.kind]?.(id);
  const shape = textInput({
    id,
    label,
    optional,
    multiline: type.kind === 'text' || value?.includes('\n') === true,
    ...(options ? { hint: `One of ${options.length} values that the charter knows, letter by letter` } : {}),
    ...(type.kind === 'money' ? { hint: 'An amount with its currency, such as 40.00 EUR' } : {}),
    // The charter counts characters, Slack halves of them; saving asks for the charter's own count.
    ...(type.maxLength ? { maxLength: Math.max(type.maxLength, value?.length ?? 0) } : {}),
    ...(value && !element ? { value } : {}),
  });
  if (!element) return shape;
  return { ...shape, element: { ...element, ...(value ? { initial_value: value } : {}) } };
}

type TypedElement = (id: string) => NumberInput | EmailInput;
const typedElements: Readonly<Record<ValueType['kind'], TypedElement | null>> = {
  string: null,
  text: null,
  boolean: null,
  money: null,
  enum: null,
  integer: (id) => ({ type: 'number_input', action_id: id, is_decimal_allowed: false }),
  number: (id) => ({ type: 'number_input', action_id: id, is_decimal_allowed: true }),
  email: (id) => ({ type: 'email_text_input', action_id: id }),
};
