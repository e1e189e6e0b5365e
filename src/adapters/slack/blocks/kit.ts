import type { KnownBlock, RichTextBlock, RichTextElement } from '@slack/types';
import { clipped } from '../text/foreign.js';
import { isolated, visible } from '../text/hidden.js';

/** The few blocks that the product uses; every client shows them. */
export type Block = KnownBlock;

export const header = (text: string): Block => ({
  type: 'header',
  // Without this an emoji's name would become the emoji.
  text: { type: 'plain_text', text: clipped(visible(text), 150), emoji: false },
});

/** Markup of our own; whatever comes from outside is escaped before it gets here, and then nothing becomes a link. */
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text: clipped(text, 3_000), verbatim: true });

export const section = (text: string): Block => ({ type: 'section', text: mrkdwn(text), expand: true });

export const context = (...lines: string[]): Block => ({
  type: 'context',
  elements: lines.filter(Boolean).map(mrkdwn),
});

export const divider: Block = { type: 'divider' };

export interface Button {
  readonly id: string;
  readonly text: string;
  readonly value: string;
  readonly style?: 'primary' | 'danger';
}
export const button = ({ id, text, value, style }: Button) => ({
  type: 'button' as const,
  action_id: id,
  text: { type: 'plain_text' as const, text },
  value,
  ...(style ? { style } : {}),
});

/** Foreign text as it is: rich text knows no markup, so nothing in it comes alive. */
export const plainText = (
  text: string,
  style?: { bold?: boolean; strike?: boolean; italic?: boolean; code?: boolean },
) => ({
  type: 'text' as const,
  text: isolated(visible(text)) || ' ',
  ...(style ? { style } : {}),
});

export const line = (...elements: RichTextElement[]) => ({ type: 'rich_text_section' as const, elements });

export const list = (lines: readonly ReturnType<typeof line>[]) => ({
  type: 'rich_text_list' as const,
  style: 'bullet' as const,
  elements: [...lines],
});

export const quote = (text: string) => ({ type: 'rich_text_quote' as const, elements: [plainText(text)] });

export const richText = (elements: RichTextBlock['elements']): Block => ({ type: 'rich_text', elements });
