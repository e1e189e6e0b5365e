/**
 * Text from outside. In Slack's markup exactly three characters have to be escaped; invisible and reordering
 * characters are shown as what they are, so that nothing a person approves looks different from what it is.
 */
const markup: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** For mrkdwn and for the `text` of a message: no mention, link or date of theirs comes alive. */
export const escaped = (text: string): string =>
  visible(text).replace(/[&<>]/g, (character) => markup[character] ?? character);

/** Whatever is invisible or reorders text; an emoji keeps its joiners and its variation selector. */
const hidden =
  /(?![\n\t])(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}0-9#*])\uFE0F)(?!(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?)\u200D)[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}]/gu;

export const visible = (text: string): string =>
  text.replace(hidden, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `⟦U+${code.toString(16).toUpperCase().padStart(4, '0')}⟧`;
  });

/** At most `max` characters as Slack counts them, never cutting a character in two. */
export const clipped = (text: string, max: number): string => {
  if (text.length <= max) return text;
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > max - 1) break;
    kept += character;
  }
  return `${kept}…`;
};

/** The whole text in pieces of at most `max`; joined again they are the text. */
export const pieces = (text: string, max: number): string[] => {
  const all: string[] = [];
  let piece = '';
  for (const character of text) {
    if (piece.length + character.length > max) {
      all.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...all, piece].filter((one, index) => one !== '' || index === 0);
};
