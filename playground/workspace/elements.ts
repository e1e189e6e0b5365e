import type { Block, Message, View } from './state.js';

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
export const elementsOf = (blocks: readonly Block[]): Found[] =>
  blocks.flatMap((block, index) => {
    const inner = [
      ...(Array.isArray(block.elements) ? (block.elements as Element[]) : []),
      ...(block.accessory ? [block.accessory as Element] : []),
      ...(block.type === 'input' ? [block.element as Element] : []),
    ];
    return inner.flatMap((element) =>
      element.action_id ? [{ blockId: blockIdOf(block, index), element }] : [],
    );
  });

export const findElement = (where: Message | View, actionId: string): Found => {
  const all = elementsOf(where.blocks);
  const found = all.find(({ element }) => element.action_id === actionId);
  if (found) return found;
  const there = all.map(({ element }) => element.action_id).join(', ') || 'nothing to press';
  throw new Error(`There is no “${actionId}” here; there is: ${there}.`);
};

/** All words that a person sees in these blocks, in order. */
export const wordsOf = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join('\n');
  if (typeof value !== 'object' || value === null) return '';
  const { text, type, user_id, ...rest } = value as Record<string, unknown>;
  if (type === 'user') return `<@${String(user_id)}>`;
  const own = typeof text === 'string' ? text : wordsOf(text);
  const inner = ['title', 'label', 'hint', 'fields', 'elements', 'accessory', 'element', 'options', 'blocks']
    .map((key) => wordsOf(rest[key]))
    .filter(Boolean);
  return [own, ...inner].filter(Boolean).join('\n');
};

/** What an input holds when nobody has touched it. */
export const initialState = (element: Element): Record<string, unknown> => {
  const { type } = element;
  if (element.initial_option) return { type, selected_option: element.initial_option };
  if (type === 'static_select' || type === 'radio_buttons') return { type, selected_option: null };
  if (type === 'checkboxes') return { type, selected_options: element.initial_options ?? [] };
  if (type === 'users_select') return { type, selected_user: element.initial_user ?? null };
  return { type, value: (element.initial_value as string | undefined) ?? null };
};

/** What an input holds once a person has given it a value. */
export const filledState = (element: Element, value: string): Record<string, unknown> => {
  const { type } = element;
  if (type === 'static_select' || type === 'radio_buttons') {
    const options = [
      ...((element.options as { value: string }[] | undefined) ?? []),
      ...((element.option_groups as { options: { value: string }[] }[] | undefined) ?? []).flatMap(
        (one) => one.options,
      ),
    ];
    const chosen = options.find((option) => option.value === value);
    if (!chosen)
      throw new Error(
        `There is no choice “${value}”; there is: ${options.map((one) => one.value).join(', ')}.`,
      );
    return { type, selected_option: chosen };
  }
  if (type === 'users_select') return { type, selected_user: value };
  return { type, value };
};
