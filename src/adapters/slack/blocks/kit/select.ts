import type { InputBlock } from '@slack/types';
import { readValue } from '../../../../domain/charter/value.js';
import type { ValueType } from '../../../../domain/charter/value-type.js';
import { clipped } from '../../text/foreign.js';
import { visible } from '../../text/hidden.js';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Slack takes a hundred choices in one list or in each of a hundred groups. */
const mostInList = 100;
const longestLabel = 75;
const longestValue = 150;
/** Of all choices of one list, as they travel: a window has 250 kB for everything in it. */
const largestList = 60_000;

/** What can be chosen among; null for a type whose values are typed in. */
export function optionsOf(type: ValueType): readonly string[] | null {
  if (type.kind === 'boolean') return ['true', 'false'];
  return type.kind === 'enum' ? (type.options ?? []) : null;
}

/** A list that is larger is asked for in letters instead, so that nothing of it is out of reach. */
export function hasRoom(options: readonly string[]): boolean {
  const isEveryGroupThere = options.length <= mostInList * mostInList;
  return (
    options.length > 0 &&
    isEveryGroupThere &&
    JSON.stringify(toOptions(options.map(choiceOf))).length <= largestList
  );
}

/** What somebody chose or typed, as the declared type reads it. */
export function readInput(type: ValueType, given: string): ReturnType<typeof readValue> {
  const options = optionsOf(type) ?? [];
  const chosen = options.find((option, index) => sentValue(option, index) === given);
  return readValue(type, chosen ?? given);
}

/** One list, or groups of a hundred named by their first and last choice; the present one is chosen. */
export function selectInput(input: {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly chosen?: string;
  readonly optional?: boolean;
}): InputBlock {
  const options = toOptions(input.choices);
  const initial = options[input.choices.findIndex(({ value }) => value === input.chosen)];
  return {
    type: 'input',
    block_id: input.id,
    ...(input.optional ? { optional: true } : {}),
    label: { type: 'plain_text', text: clipped(visible(input.label), 2_000), emoji: false },
    element: {
      type: 'static_select',
      action_id: input.id,
      ...(options.length > mostInList ? { option_groups: grouped(options) } : { options }),
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** Groups without choices are left out; one of more than a hundred goes on in the next. */
export function groupedSelect(input: {
  readonly id: string;
  readonly label: string;
  readonly groups: readonly { readonly label: string; readonly choices: readonly Choice[] }[];
}): InputBlock {
  return {
    type: 'input',
    block_id: input.id,
    label: { type: 'plain_text', text: clipped(visible(input.label), 2_000), emoji: false },
    element: {
      type: 'static_select',
      action_id: input.id,
      option_groups: input.groups
        .filter(({ choices }) => choices.length)
        .flatMap(({ label, choices }) =>
          inHundreds(toOptions(choices)).map((options) => ({
            label: { type: 'plain_text' as const, text: clipped(label, longestLabel) },
            options,
          })),
        ),
    },
  };
}

/** Boxes to tick, or a list to choose several from where there are more than Slack has boxes for. */
export function checkboxInput(input: {
  readonly id: string;
  readonly label: string;
  readonly choices: readonly Choice[];
}): InputBlock {
  const options = toOptions(input.choices);
  const choices = options.length > mostInList ? { option_groups: grouped(options) } : { options };
  return {
    type: 'input',
    block_id: input.id,
    optional: true,
    label: { type: 'plain_text', text: clipped(visible(input.label), 2_000), emoji: false },
    element:
      options.length <= mostBoxes
        ? { type: 'checkboxes', action_id: input.id, options }
        : { type: 'multi_static_select', action_id: input.id, ...choices },
  };
}
const mostBoxes = 10;

type Option = ReturnType<typeof toOptions>[number];

function grouped(options: readonly Option[]) {
  return inHundreds(options).map((group) => {
    const ends = [group[0], group.at(-1)].map((one) => clipped(one?.text.text ?? '', 35));
    return { label: { type: 'plain_text' as const, text: ends.join(' – ') }, options: group };
  });
}

function inHundreds(options: readonly Option[]): Option[][] {
  const groups = Math.ceil(options.length / mostInList);
  return Array.from({ length: groups }, (_, at) => options.slice(at * mostInList, (at + 1) * mostInList));
}

function choiceOf(option: string): Choice {
  return { value: option, label: option };
}

/** No two look alike: a long label keeps its beginning and its end, and one that another has as well gets its number. */
function toOptions(choices: readonly Choice[]) {
  const labels = choices.map(({ label }) => shortened(visible(label)));
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return choices.map(({ value }, index) => {
    const label = labels[index] ?? '';
    const text = (counts.get(label) ?? 0) > 1 ? `${index + 1}. ${shortened(label, longestLabel - 7)}` : label;
    return { text: { type: 'plain_text' as const, text, emoji: false }, value: sentValue(value, index) };
  });
}

/** What travels in the place of a value that is too long to travel. */
function sentValue(value: string, index: number): string {
  if (value.length <= longestValue) return value;
  const number = ` … ${index + 1}`;
  return `${value.slice(0, longestValue - number.length)}${number}`;
}

function shortened(label: string, most = longestLabel): string {
  if (label.length <= most) return label;
  const letters = [...label];
  const end = taken(letters.toReversed(), Math.floor(most / 3))
    .toReversed()
    .join('');
  return `${taken(letters, most - 1 - end.length).join('')}…${end}`;
}

/** As many whole characters as there is room for. */
function taken(letters: readonly string[], room: number): string[] {
  let size = 0;
  const from = letters.findIndex((letter) => {
    size += letter.length;
    return size > room;
  });
  return letters.slice(0, from < 0 ? letters.length : from);
}
