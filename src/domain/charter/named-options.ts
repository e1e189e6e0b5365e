/**
 * An agent may say which ways out it sees. The words of the buttons are always there; every other word is an option of
 * the charter, by its key or its label. Escalate offers the ones that were named, or all of them when none was, and
 * never anything that the charter does not have.
 */
import type { NamedOption } from './charter.js';

type Options = Readonly<Record<string, NamedOption>>;

/** What stands on the buttons and in the menu of a card. */
const buttonWords = [
  'approve',
  'edit',
  'reject',
  'escalate',
  'take_over',
  'acknowledge',
  'ask_for_information',
];

export function offeredOptions(options: Options, named: readonly string[]): Options {
  const offered = Object.entries(options).filter(([key, option]) => isNamed([key, option.label], named));
  return offered.length ? Object.fromEntries(offered) : options;
}

/** All that an agent may name. */
export const optionWords = (options: Options): string[] => [...buttonWords, ...Object.keys(options)];

export function isKnownOption(word: string, options: Options): boolean {
  return isNamed([...optionWords(options), ...Object.values(options).map(({ label }) => label)], [word]);
}

function isNamed(words: readonly string[], named: readonly string[]): boolean {
  return named.some((one) => words.some((word) => plain(word) === plain(one)));
}

/** `Escalate to sales` and `escalate_to_sales` are the same. */
function plain(word: string): string {
  return word
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
