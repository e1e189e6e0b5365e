import type { CSSProperties } from 'react';
import type { Json } from '../api.js';
import { channelName, personName, usePlace } from '../place.js';
import { withEmoji } from './emoji.js';
import { dateText, Link } from './markup.js';

/** Rich text: what stands in it is never markup. */
export const Rich = ({ element }: { element: Json }) => {
  const inner = (element.elements as Json[]).map((piece, index) =>
    piece.type === 'rich_text_section' ? (
      <li key={index}>
        <Rich element={piece} />
      </li>
    ) : (
      <Piece key={index} piece={piece} />
    ),
  );
  const indent: CSSProperties = element.indent ? { marginLeft: element.indent * 22 } : {};
  switch (element.type) {
    case 'rich_text_list':
      return element.style === 'ordered' ? <ol style={indent}>{inner}</ol> : <ul style={indent}>{inner}</ul>;
    case 'rich_text_quote':
      return <blockquote>{inner}</blockquote>;
    case 'rich_text_preformatted':
      return <pre>{inner}</pre>;
    default:
      return <div>{inner}</div>;
  }
};

const Piece = ({ piece }: { piece: Json }) => {
  const place = usePlace();
  const { bold, strike, italic, code } = piece.style ?? {};
  const style = [bold && 'bold', strike && 'strike', italic && 'italic'].filter(Boolean).join(' ');
  const words = wordsOf(piece, (kind, id) =>
    kind === 'user' ? personName(place, id) : channelName(place, id),
  );
  const date = piece.type === 'date' ? dateText(Number(piece.timestamp), place.today) : null;
  if (piece.type === 'link') return <Link url={piece.url}>{piece.text ?? piece.url}</Link>;
  const isMention = ['user', 'channel', 'usergroup', 'broadcast'].includes(piece.type);
  if (isMention) return <span className="mention">{words}</span>;
  return code ? <code className={style}>{words}</code> : <span className={style}>{date ?? words}</span>;
};

const wordsOf = (piece: Json, name: (kind: 'user' | 'channel', id: string) => string): string => {
  switch (piece.type) {
    case 'user':
      return `@${name('user', piece.user_id)}`;
    case 'channel':
      return `#${name('channel', piece.channel_id)}`;
    case 'usergroup':
      return `@${piece.usergroup_id}`;
    case 'broadcast':
      return `@${piece.range}`;
    case 'emoji':
      return withEmoji(`:${piece.name}:`);
    default:
      return piece.text ?? '';
  }
};
