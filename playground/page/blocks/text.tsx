import type { Json } from '../api.js';
import { withEmoji } from './emoji.js';
import { Markup } from './markup.js';

/** Slack's text object: plain, or with markup. */
export const Text = ({ text }: { text: Json }) =>
  text.type === 'plain_text' ? <span>{withEmoji(text.text)}</span> : <Markup text={text.text} />;
