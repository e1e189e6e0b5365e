import type { ReactNode } from 'react';
import { channelName, type Place, personName, usePlace } from '../place.js';
import { withEmoji } from './emoji.js';

/** Slack's markup: bold, italic, struck, code, quotes, links, mentions, dates. */
export const Markup = ({ text }: { text: string }) => {
  const place = usePlace();
  return (
    <>
      {text
        .split(/```\n?([\s\S]*?)```/)
        .map((part, index) =>
          index % 2 ? (
            <pre key={index}>{plain(part)}</pre>
          ) : (
            part
              .split('\n')
              .map((line, number) => <Line key={`${index}.${number}`} line={line} place={place} />)
          ),
        )}
    </>
  );
};

const Line = ({ line, place }: { line: string; place: Place }) => {
  const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line)?.[1];
  if (quoted !== undefined) return <blockquote>{pieces(quoted, place)}</blockquote>;
  return <div>{pieces(line, place)}</div>;
};

const pattern =
  /<([^>]+)>|`([^`\n]+)`|(?<![\w*])\*(?!\s)([^*\n]+?)(?<!\s)\*(?![\w*])|(?<!\w)_(?!\s)([^_\n]+?)(?<!\s)_(?!\w)|(?<![\w~])~(?!\s)([^~\n]+?)(?<!\s)~(?![\w~])/g;

const pieces = (line: string, place: Place): ReactNode[] => {
  const found: ReactNode[] = [];
  let last = 0;
  for (const match of line.matchAll(pattern)) {
    found.push(plain(line.slice(last, match.index)));
    const [whole, angle, code, bold, italic, struck] = match;
    const key = match.index;
    if (angle !== undefined) found.push(<span key={key}>{inAngles(angle, place)}</span>);
    else if (code !== undefined) found.push(<code key={key}>{plain(code)}</code>);
    else if (bold !== undefined) found.push(<b key={key}>{pieces(bold, place)}</b>);
    else if (italic !== undefined) found.push(<i key={key}>{pieces(italic, place)}</i>);
    else if (struck !== undefined) found.push(<s key={key}>{pieces(struck, place)}</s>);
    last = match.index + whole.length;
  }
  return [...found, plain(line.slice(last))];
};

const plain = (text: string): string =>
  withEmoji(text).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const inAngles = (inner: string, place: Place): ReactNode => {
  const [target = '', label] = inner.split('|');
  if (target.startsWith('@')) return <span className="mention">@{personName(place, target.slice(1))}</span>;
  if (target.startsWith('#')) return <span className="mention">#{channelName(place, target.slice(1))}</span>;
  if (target.startsWith('!date^')) return <time>{dateText(Number(target.split('^')[1]), place.today)}</time>;
  if (target.startsWith('!subteam^'))
    return <span className="mention">{label ?? `@${target.slice('!subteam^'.length)}`}</span>;
  if (target.startsWith('!')) return <span className="mention broadcast">@{target.slice(1)}</span>;
  return <Link url={target}>{plain(label ?? target)}</Link>;
};

/** Only what leads to a page or a mailbox is a link. */
export const Link = ({ url, children }: { url: string; children: ReactNode }) =>
  /^(?:https?|mailto):/i.test(url) ? (
    <a href={url} target="_blank" rel="noreferrer">
      {children}
    </a>
  ) : (
    children
  );

export const dateText = (seconds: number, today: string): string => {
  const at = new Date(seconds * 1_000);
  const day =
    at.toDateString() === today
      ? 'today'
      : at.toLocaleDateString(undefined, { month: 'short', day: 'numeric' });
  return `${day} ${at.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })}`;
};
