import type { Block, Message, View } from '../state.js';

export interface Element extends Record<string, unknown> {
  readonly type: string;
  readonly action_id?: string;
}
export interface Found {
  readonly blockId: string;
  readonly element: Element;
}

/** Slack names blocks that have no name of their own. */
export const blockIdOf = (block: Block, index: number): string => String(block.block_id ?? `b${index}`);

/** Every interactive element that stands in these blocks. */
export function elementsOf(blocks: readonly Block[]): Found[] {
  return blocks.flatMap((block, index) => {
    const inner = [
      ...(Array.isArray(block.elements) ? (block.elements as Element[]) : []),
      ...(block.accessory ? [block.accessory as Element] : []),
      ...(block.type === 'input' ? [block.element as Element] : []),
    ];
    return inner.flatMap((element) =>
      element.action_id ? [{ blockId: blockIdOf(block, index), element }] : [],
    );
  });
}

export function findElement(where: Message | View, actionId: string): Found {
  const all = elementsOf(where.blocks);
  const found = all.find(({ element }) => element.action_id === actionId);
  if (found) return found;
  const there = all.map(({ element }) => element.action_id).join(', ') || 'nothing to press';
  throw new Error(`There is no “${actionId}” here; there is: ${there}.`);
}

/** All words that a person sees in these blocks, in order. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  const { text, type, user_id, ...rest } = value as Record<string, unknown>;
  if (type === 'user') return `<@${String(user_id)}>`;
  const own = typeof text === 'string' ? text : wordsOf(text);
  const inner = ['title', 'label', 'hint', 'fields', 'elements', 'accessory', 'element', 'options', 'blocks']
    .map((key) => wordsOf(rest[key]))
    .filter(Boolean);
  return [own, ...inner].filter(Boolean).join('\n');
}

/** What a person gives an input: one value, or several where several may be chosen. */
export type Given = string | readonly string[];

interface Holding {
  /** Where Slack puts what was chosen, and where an element says what it starts with. */
  readonly key: string;
  readonly initial: string;
  readonly kind: 'one' | 'many' | 'option' | 'options' | 'number';
}
function holding(key: string, kind: Holding['kind']): Holding {
  return {
    key,
    initial: key.replace('selected', 'initial'),
    kind,
  };
}
const holdings: Readonly<Record<string, Holding>> = {
  static_select: holding('selected_option', 'option'),
  radio_buttons: holding('selected_option', 'option'),
  overflow: holding('selected_option', 'option'),
  checkboxes: holding('selected_options', 'options'),
  multi_static_select: holding('selected_options', 'options'),
  users_select: holding('selected_user', 'one'),
  multi_users_select: holding('selected_users', 'many'),
  conversations_select: holding('selected_conversation', 'one'),
  multi_conversations_select: holding('selected_conversations', 'many'),
  channels_select: holding('selected_channel', 'one'),
  multi_channels_select: holding('selected_channels', 'many'),
  datepicker: holding('selected_date', 'one'),
  timepicker: holding('selected_time', 'one'),
  datetimepicker: holding('selected_date_time', 'number'),
};
const written: Holding = { key: 'value', initial: 'initial_value', kind: 'one' };

/** What an input holds when nobody has touched it. */
export function initialState(element: Element): Record<string, unknown> {
  const { key, initial, kind } = holdings[element.type] ?? written;
  const nothing = kind === 'many' || kind === 'options' ? [] : null;
  return { type: element.type, [key]: element[initial] ?? nothing };
}

/** What an input holds once a person has given it a value; an emptied one holds nothing. */
export function filledState(element: Element, given: Given): Record<string, unknown> {
  const { key, kind } = holdings[element.type] ?? written;
  const several = typeof given === 'string' ? [given].filter(Boolean) : given;
  const held = {
    one: () => several[0] ?? null,
    many: () => several,
    number: () => (several[0] === undefined ? null : Number(several[0])),
    option: () => (several[0] === undefined ? null : optionOf(element, several[0])),
    options: () => several.map((value) => optionOf(element, value)),
  }[kind];
  return { type: element.type, [key]: held() };
}

function optionOf(element: Element, value: string): unknown {
  const groups = (element.option_groups as { options: { value: string }[] }[] | undefined) ?? [];
  const options = [
    ...((element.options as { value: string }[] | undefined) ?? []),
    ...groups.flatMap((one) => one.options),
  ];
  const chosen =
    options.find((option) => option.value === value) ??
    // A menu's values carry the card that was seen; who names the choice alone means that one.
    (element.type === 'overflow' ? options.find((option) => option.value.startsWith(value)) : undefined);
  if (chosen) return chosen;
  throw new Error(`There is no choice “${value}”; there is: ${options.map((one) => one.value).join(', ')}.`);
}
