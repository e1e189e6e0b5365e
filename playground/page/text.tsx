import type { ReactNode } from 'react';
import type { Person } from './api.js';

/** Slack's markup as far as the bot uses it: bold, italic, code, links, mentions, dates. */
export const Markup = ({ text, people }: { text: string; people: readonly Person[] }) => (
  <>
    {text.split('\n').map((line, index) => (
      <div key={index}>{pieces(line, people)}</div>
    ))}
  </>
);

const pattern = /<([^>]+)>|\*([^*\n]+)\*|`([^`\n]+)`|(?<![\w])_([^_\n]+)_(?![\w])|:([a-z_]+):/g;
const emoji: Readonly<Record<string, string>> = {
  warning: '⚠️',
  white_check_mark: '✅',
  no_entry: '⛔',
  leftwards_arrow_with_hook: '↩️',
};

const pieces = (line: string, people: readonly Person[]): ReactNode[] => {
  const found: ReactNode[] = [];
  let last = 0;
  for (const match of line.matchAll(pattern)) {
    found.push(plain(line.slice(last, match.index)));
    const [whole, angle, bold, code, italic, name] = match;
    const key = match.index;
    if (angle !== undefined) found.push(<span key={key}>{inAngles(angle, people)}</span>);
    else if (bold !== undefined) found.push(<b key={key}>{pieces(bold, people)}</b>);
    else if (code !== undefined) found.push(<code key={key}>{plain(code)}</code>);
    else if (italic !== undefined) found.push(<i key={key}>{pieces(italic, people)}</i>);
    else found.push(emoji[name ?? ''] ?? whole);
    last = match.index + whole.length;
  }
  return [...found, plain(line.slice(last))];
};

const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const inAngles = (inner: string, people: readonly Person[]): ReactNode => {
  const [target = '', label] = inner.split('|');
  if (target.startsWith('@'))
    return (
      <span className="mention">
        @{people.find(({ id }) => id === target.slice(1))?.name ?? target.slice(1)}
      </span>
    );
  if (target.startsWith('!date^')) return <time>{dateText(Number(target.split('^')[1]))}</time>;
  return (
    <a href={target} target="_blank" rel="noreferrer">
      {plain(label ?? target)}
    </a>
  );
};

export const dateText = (seconds: number): string => {
  const at = new Date(seconds * 1_000);
  const day =
    at.toDateString() === new Date().toDateString()
      ? 'today'
      : at.toLocaleDateString(undefined, { month: 'short', day: 'numeric' });
  return `${day} ${at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })}`;
};
