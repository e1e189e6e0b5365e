import { visible } from './hidden.js';

export interface MixedWord {
  readonly word: string;
  /** Names of the alphabets that it mixes, such as `Latin` and `Cyrillic`. */
  readonly scripts: readonly string[];
}

/**
 * Words whose letters come from alphabets that nobody mixes, such as a Latin word with a Cyrillic а in it. The idea
 * is the highly restrictive level of Unicode Technical Standard 39; Japanese, Korean and Chinese mix honestly.
 */
export function mixedWords(text: string): MixedWord[] {
  if (/^[\p{ASCII}]*$/u.test(text)) return [];
  // What hides inside a word must not split it.
  const words = text.replace(/[\p{Default_Ignorable_Code_Point}]/gu, '').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [...new Set(words)].flatMap((word) => {
    if (together.some((pattern) => pattern.test(word))) return [];
    const scripts = patterns.filter(({ has }) => has.test(word)).map(({ name }) => name);
    return scripts.length > 1 ? [{ word: visible(word), scripts }] : [];
  });
}

const names =
  'Latin Cyrillic Greek Armenian Georgian Hebrew Arabic Syriac Thaana Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Thai Lao Tibetan Myanmar Khmer Ethiopic Cherokee Mongolian Coptic Lisu Han Hiragana Katakana Bopomofo Hangul'.split(
    ' ',
  );
const patterns = names.map((name) => ({ name, has: new RegExp(`\\p{Script=${name}}`, 'u') }));

/** Script_Extensions, because some letters belong to several scripts and then mix with each of them. */
function anyOf(scripts: readonly string[]): RegExp {
  const members = [...scripts, 'Common', 'Inherited'].map((script) => `\\p{Script_Extensions=${script}}`);
  return new RegExp(`^[${members.join('')}]*$`, 'u');
}
const together = [
  ...names.map((name) => anyOf([name])),
  anyOf(['Latin', 'Han', 'Hiragana', 'Katakana']),
  anyOf(['Latin', 'Han', 'Bopomofo']),
  anyOf(['Latin', 'Han', 'Hangul']),
];
