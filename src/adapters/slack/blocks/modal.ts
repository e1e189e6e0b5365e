import type { ModalView } from '@slack/types';
import type { Handoff } from '../../../domain/handoff.js';
import { clipped } from '../text/foreign.js';
import { visible } from '../text/hidden.js';
import { seenOf } from './buttons.js';
import type { Block } from './kit.js';

export type { ModalView };

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
export type InputBlock = ModalView['blocks'][number];

export const modal = (
  { handoff, channel }: ModalOrigin,
  { callbackId, title, submit, blocks, page }: Shape,
): ModalView => ({
  type: 'modal',
  callback_id: callbackId,
  title: { type: 'plain_text', text: clipped(title, 24) },
  close: { type: 'plain_text', text: submit ? 'Cancel' : 'Close' },
  ...(submit ? { submit: { type: 'plain_text' as const, text: clipped(submit, 24) } } : {}),
  private_metadata: JSON.stringify({ seen: seenOf(handoff), channel, page }),
  blocks: [...blocks],
});

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

export const textInput = (input: TextInput): InputBlock => ({
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
});

export interface Choice {
  readonly value: string;
  readonly label: string;
}
export const selectInput = (input: {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen?: string;
}): InputBlock => {
  const options = input.choices.slice(0, 100).map(({ value, label }) => ({
    text: { type: 'plain_text' as const, text: clipped(visible(label), 75), emoji: false },
    value: clipped(value, 150),
  }));
  const initial = options.find(({ value }) => value === input.chosen);
  return {
    type: 'input',
    block_id: input.id,
    label: { type: 'plain_text', text: clipped(visible(input.label), 2_000), emoji: false },
    element: {
      type: 'static_select',
      action_id: input.id,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
};
