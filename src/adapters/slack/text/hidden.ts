/**
 * What a person cannot see, or what makes text look other than it is, appears as its number: `⟦U+202E⟧`. Writing
 * that needs such characters keeps them where they do their work: emoji, Persian, Hindi, Japanese names.
 */
export function visible(text: string): string {
  return isPlain(text)
    ? text
    : text.replace(scanner, (found, hidden?: string) => (hidden ? escapeOf(hidden) : found));
}

export const hidesSomething = (text: string): boolean => !isPlain(text) && visible(text) !== text;

/**
 * Hebrew or Arabic between signs of ours must not turn their order round, so that `old → new` would read as
 * `new → old`. The two marks around it are ours: whatever came from outside is visible by now.
 */
export const isolated = (shown: string): string => (rightToLeft.test(shown) ? `\u2068${shown}\u2069` : shown);

const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}]/u;

const isPlain = (text: string): boolean => /^[\n\t\x20-\x7e]*$/.test(text);

function escapeOf(character: string): string {
  return `⟦U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`;
}

const pictograph = '\\p{Extended_Pictographic}(?:[\\uFE0E\\uFE0F]|\\p{Emoji_Modifier})?';
function tags(letters: string): string {
  return [...letters].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('');
}
/** The only three flags that Unicode recommends as tag sequences: England, Scotland, Wales. */
const tagFlags = `\\u{1F3F4}(?:${['gbeng', 'gbsct', 'gbwls'].map(tags).join('|')})\\u{E007F}`;

/** Signs that silence a vowel; a joiner behind one chooses the shape of the letters around it (RFC 5892, A.1 and A.2). */
const virama = '[\\u094D\\u09CD\\u0A4D\\u0ACD\\u0B4D\\u0BCD\\u0C4D\\u0CCD\\u0D4D\\u0DCA]';
/** Arabic letters that never join the next one, so that a non-joiner behind them does nothing (ArabicShaping.txt). */
const unjoined =
  '\\u0621-\\u0625\\u0627\\u0629\\u062F-\\u0632\\u0648\\u0670-\\u0677\\u0688-\\u0699\\u06C0\\u06C3-\\u06CB\\u06CD\\u06CF\\u06D2\\u06D3\\u0759-\\u075B\\u076B\\u076C\\u0771\\u0773\\u0774\\u0778\\u0779';
const arabicLetter = '[\\u0620-\\u064A\\u066E-\\u06D3\\u06D5\\u06FA-\\u06FC\\u0750-\\u077F]';

const honest = [
  tagFlags,
  `${pictograph}(?:\\u200D${pictograph}){0,5}`,
  '[0-9#*]\\uFE0F\\u20E3',
  '\\p{Unified_Ideograph}[\\uFE00-\\uFE02\\u{E0100}-\\u{E010F}]',
  '\\p{Sm}\\uFE00',
  '\\p{Script=Mongolian}[\\u180B-\\u180F]',
  `(?<=(?![${unjoined}])${arabicLetter}\\p{Mn}{0,4})\\u200C(?=${arabicLetter})`,
  `(?<=\\p{L}\\p{M}{0,2}${virama})[\\u200C\\u200D](?=\\p{L})`,
  // Bengali and Kannada write a full ra before another consonant so; Malayalam ends words so.
  '(?<=[\\u09B0\\u0CB0])\\u200D(?=[\\u09CD\\u0CCD]\\p{L})',
  '(?<=[\\u0D15\\u0D23\\u0D28\\u0D30\\u0D32\\u0D33]\\u0D4D)\\u200D(?!\\p{M})',
  // Visible signs that Unicode files under format characters.
  '[\\n\\t\\u0600-\\u0605\\u06DD\\u070F\\u0890\\u0891\\u08E2]',
];
const concealed = [
  '[\\p{Default_Ignorable_Code_Point}\\p{Cf}\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}\\p{Co}\\p{Cn}\\u200A\\u2800\\u{1D159}]',
  // A tower of marks runs over its neighbours, and a mark with nothing to stand on sits on ours.
  '(?<=[\\p{Mn}\\p{Me}]{4})[\\p{Mn}\\p{Me}]',
  '(?<![^\\n\\t ])[\\p{Mn}\\p{Me}]',
  '⟦(?=U\\+)',
];
const scanner = new RegExp(`${honest.join('|')}|(${concealed.join('|')})`, 'gu');
