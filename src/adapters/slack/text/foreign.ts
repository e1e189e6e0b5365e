import { visible } from './hidden.js';

/**
 * Text from outside in Slack's markup. Three characters have to be escaped, so that no mention, link or date of
 * theirs comes alive. Emphasis, code, quotes and emoji names know no escape: there the sign gives way to its
 * double, which looks the same and means nothing. What is approved stands in rich text, which knows no markup.
 */
export function escaped(text: string): string {
  return visible(text)
    .replace(/[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|^>+/gmu, (signs) =>
      [...signs].map((sign) => doubles[sign] ?? sign).join(''),
    )
    .replace(/:(?=[\w+'-]+:)|:(?<=:[\w+'-]+:)/g, '∶')
    .replace(/[&<>]/g, (character) => markup[character] ?? character);
}

const markup: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const doubles: Readonly<Record<string, string>> = { '*': '∗', '~': '∼', '`': 'ˋ', _: 'ˍ', '>': '›' };

/** At most `max` characters as Slack counts them, never cutting a character in two. */
export function clipped(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > max - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The whole text in pieces of at most `max`; joined again they are the text. Our escapes stay in one piece. */
export function pieces(text: string, max: number): string[] {
  return joined(text.match(/⟦U\+[0-9A-F]{4,6}⟧|./gsu) ?? [], max);
}

/** For reading: words stay in one piece too, unless they are very long. */
export function wordPieces(text: string, max: number): string[] {
  return joined(text.match(/⟦U\+[0-9A-F]{4,6}⟧|[^\s⟦]{1,100}|./gsu) ?? [], max);
}

function joined(units: readonly string[], max: number): string[] {
  const all: string[] = [];
  let piece = '';
  for (const unit of units) {
    if (piece.length + unit.length > max) {
      all.push(piece);
      piece = '';
    }
    piece += unit;
  }
  return [...all, piece].filter((one, index) => one !== '' || index === 0);
}
