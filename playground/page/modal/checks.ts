import type { Given, Json } from '../api.js';
import { severalOf, single } from '../blocks/given.js';

/** What Slack itself finds wrong before it asks the app, by block; words as close to Slack's as need be. */
export const faultsOf = (
  blocks: readonly Json[],
  given: (block: Json) => Given,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    blocks
      .filter(({ type }) => type === 'input')
      .flatMap((block) => {
        const fault = faultOf(block, given(block));
        return fault ? [[block.block_id, fault]] : [];
      }),
  );

const faultOf = ({ element, optional }: Json, given: Given): string | null => {
  if (severalOf(given).length === 0) return optional ? null : 'Please complete this required field.';
  const text = single(given);
  switch (element.type) {
    case 'plain_text_input':
      return lengthFault(text, element);
    case 'number_input':
      return numberFault(text, element);
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : 'Please enter a valid email address.';
    case 'url_text_input':
      return URL.canParse(text) && /^https?:/i.test(text) ? null : 'Please enter a valid URL.';
    default:
      return countFault(severalOf(given), element);
  }
};

const lengthFault = (text: string, { min_length: min = 0, max_length: max = 3_000 }: Json): string | null => {
  if (text.length < min) return `Please enter at least ${min} characters.`;
  return text.length > max ? `Please enter at most ${max} characters.` : null;
};

const numberFault = (text: string, element: Json): string | null => {
  const pattern = element.is_decimal_allowed ? /^-?\d+(?:\.\d+)?$/ : /^-?\d+$/;
  if (!pattern.test(text.trim()))
    return element.is_decimal_allowed ? 'Please enter a number.' : 'Please enter a whole number.';
  const { min_value: min, max_value: max } = element;
  if (min !== undefined && Number(text) < Number(min)) return `Please enter ${min} or more.`;
  return max !== undefined && Number(text) > Number(max) ? `Please enter ${max} or less.` : null;
};

const countFault = (chosen: readonly string[], { max_selected_items: max }: Json): string | null =>
  max !== undefined && chosen.length > max ? `Please choose at most ${max}.` : null;
