import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import { clipped, wordPieces } from '../../text/foreign.js';
import { isolated, visible } from '../../text/hidden.js';

/** The few blocks that the product uses; every client shows them. */
export type Block = KnownBlock;

export function header(text: string) {
  return {
    type: 'header' as const,
    // Without this an emoji's name would become the emoji.
    text: { type: 'plain_text' as const, text: clipped(visible(text), 150), emoji: false },
  };
}

export const section = (text: string): Block => ({ type: 'section', text: mrkdwn(text), expand: true });

/** Markup of our own; whatever comes from outside is escaped before it gets here, and then nothing becomes a link. */
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text: clipped(text, 3_000), verbatim: true });

export function context(...lines: string[]): Block {
  return {
    type: 'context',
    elements: lines.filter(Boolean).map(mrkdwn),
  };
}

/** Small print from outside, as it is. */
export function remark(text: string): Block[] {
  return wordPieces(visible(text), 2_900).map((piece) => ({
    type: 'context',
    elements: [{ type: 'plain_text', text: piece, emoji: false }],
  }));
}

export const divider: Block = { type: 'divider' };

export interface Button {
  readonly id: string;
  readonly text: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
}
export function button({ id, text, value, style }: Button) {
  return {
    type: 'button' as const,
    action_id: id,
    text: { type: 'plain_text' as const, text },
    value,
    ...(style ? { style } : {}),
  };
}

export interface Style {
  readonly bold?: boolean;
  readonly strike?: boolean;
  readonly italic?: boolean;
  readonly code?: boolean;
}

/** Foreign text as it is: rich text knows no markup, so nothing in it comes alive. */
export const plainText = (text: string, style?: Style) => shownText(visible(text) || ' ', style);

/** Text in which everything hidden is visible already. */
export function shownText(text: string, style?: Style) {
  return {
    type: 'text' as const,
    text: isolated(text),
    ...(style ? { style } : {}),
  };
}

export type RichPart = RichTextBlock['elements'][number];

export const line = (...elements: RichTextElement[]) => ({ type: 'rich_text_section' as const, elements });

export function list(lines: readonly ReturnType<typeof line>[]) {
  return {
    type: 'rich_text_list' as const,
    style: 'bullet' as const,
    elements: [...lines],
  };
}

/** One quote for each piece, so that each finds its place. */
export function quotes(elements: readonly RichTextElement[]) {
  return elements.map((element) => ({ type: 'rich_text_quote' as const, elements: [element] }));
}

export const richText = (elements: RichTextBlock['elements']): Block => ({ type: 'rich_text', elements });

/** Small enough that a few fill a card and some dozens a page. */
const longestRichBlock = 4_000;

/** As few blocks as hold these parts; lists that follow one another become one. */
export function richBlocks(parts: readonly RichPart[]): Block[] {
  const blocks: RichPart[][] = [];
  let size = 0;
  for (const part of parts) {
    const length = JSON.stringify(part).length;
    const block = blocks.at(-1);
    const last = block?.at(-1);
    if (!block || size + length > longestRichBlock) {
      blocks.push([part]);
      size = length;
      continue;
    }
    size += length;
    if (last?.type === 'rich_text_list' && part.type === 'rich_text_list')
      block[block.length - 1] = { ...last, elements: [...last.elements, ...part.elements] };
    else block.push(part);
  }
  return blocks.map(richText);
}
