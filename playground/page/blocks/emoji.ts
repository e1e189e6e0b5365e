/** The few that apps put into cards; others stand as Slack shows unknown ones, by their name. */
const emoji: Readonly<Record<string, string>> = {
  warning: '⚠️',
  white_check_mark: '✅',
  no_entry: '⛔',
  leftwards_arrow_with_hook: '↩️',
  x: '❌',
  rotating_light: '🚨',
  hourglass: '⌛',
  hourglass_flowing_sand: '⏳',
  bell: '🔔',
  eyes: '👀',
  lock: '🔒',
  pencil2: '✏️',
  arrow_up: '⬆️',
  information_source: 'ℹ️',
  raised_hand: '✋',
  tada: '🎉',
};

export const withEmoji = (text: string): string =>
  text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emoji[name] ?? whole);
