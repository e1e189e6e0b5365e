/**
 * Whatever would come alive in Slack and is not ours: tokens in markup that the product does not make, markup that
 * Slack may link by itself, and elements of rich text that ring or show more than text.
 */
export const liveTokens = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(liveTokens);
  if (typeof value !== 'object' || value === null) return [];
  const { type, text, verbatim, emoji, ...rest } = value as Record<string, unknown>;
  const inner = Object.values(rest).flatMap(liveTokens);
  if (type === 'mrkdwn') return [...inner, ...tokensIn(String(text)), ...(verbatim ? [] : ['links itself'])];
  if (type === 'plain_text' && emoji !== false && /:[\w+'-]+:/.test(String(text)))
    return [...inner, `an emoji in ${String(text)}`];
  if (typeof type === 'string' && ringing.includes(type)) return [...inner, `a ${type}`];
  // The text of a message is markup as well.
  if (type === undefined && typeof text === 'string') return [...inner, ...tokensIn(text)];
  return [...inner, ...liveTokens(text)];
};

const ringing = ['user', 'usergroup', 'channel', 'broadcast', 'emoji', 'date', 'team', 'color'];

const tokensIn = (markup: string): string[] => {
  const tokens = [...markup.matchAll(/<[^>]*>?/g)].map(([token]) => token);
  const alive = tokens.filter((token) => !ours.test(token));
  const fences = markup.includes('```') ? ['a code fence'] : [];
  return [...alive, ...fences];
};
const ours = /^<(@U0[A-Z]{3}|!date\^\d+\^\{date_short_pretty\} \{time\}\|[\d :-]+UTC)>$/;
