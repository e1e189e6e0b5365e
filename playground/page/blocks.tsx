import { useState } from 'react';
import type { Json, Person } from './api.js';
import { Markup } from './text.js';

export type Press = (action: string, value?: string) => void;
interface Drawn {
  readonly people: readonly Person[];
  readonly press: Press;
}

/** The blocks that the bot uses, drawn like Slack draws them. */
export const Blocks = ({ blocks, ...drawn }: { blocks: readonly Json[] } & Drawn) => (
  <>
    {blocks.map((block, index) => (
      <Block key={index} block={block} {...drawn} />
    ))}
  </>
);

const Block = ({ block, people, press }: { block: Json } & Drawn) => {
  switch (block.type) {
    case 'header':
      return <h3>{block.text.text}</h3>;
    case 'section':
      return <div className="section">{block.text && <Text text={block.text} people={people} />}</div>;
    case 'context':
      return (
        <div className="context">
          {block.elements.map((element: Json, index: number) => (
            <Text key={index} text={element} people={people} />
          ))}
        </div>
      );
    case 'divider':
      return <hr />;
    case 'actions':
      return (
        <div className="actions">
          {block.elements.map((element: Json, index: number) => (
            <Action key={index} element={element} press={press} />
          ))}
        </div>
      );
    case 'rich_text':
      return (
        <div className="rich">
          {block.elements.map((element: Json, index: number) => (
            <Rich key={index} element={element} people={people} />
          ))}
        </div>
      );
    default:
      return null;
  }
};

const Text = ({ text, people }: { text: Json; people: readonly Person[] }) =>
  text.type === 'plain_text' ? <span>{text.text}</span> : <Markup text={text.text} people={people} />;

const Rich = ({ element, people }: { element: Json; people: readonly Person[] }) => {
  if (element.type === 'rich_text_list')
    return (
      <ul>
        {element.elements.map((item: Json, index: number) => (
          <li key={index}>
            <Rich element={item} people={people} />
          </li>
        ))}
      </ul>
    );
  const inner = element.elements.map((piece: Json, index: number) => {
    const { bold, strike, italic, code } = piece.style ?? {};
    const style = [bold && 'bold', strike && 'strike', italic && 'italic', code && 'code']
      .filter(Boolean)
      .join(' ');
    const words =
      piece.type === 'user' ? `@${people.find(({ id }) => id === piece.user_id)?.name}` : piece.text;
    return (
      <span key={index} className={style}>
        {words}
      </span>
    );
  });
  return element.type === 'rich_text_quote' ? <blockquote>{inner}</blockquote> : <div>{inner}</div>;
};

const Action = ({ element, press }: { element: Json; press: Press }) => {
  const [isOpen, setOpen] = useState(false);
  if (element.type === 'overflow')
    return (
      <span className="overflow">
        <button type="button" aria-label="More" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          …
        </button>
        {isOpen && (
          <span className="menu" role="menu">
            {element.options.map((option: Json) => (
              <button
                key={option.value}
                type="button"
                role="menuitem"
                onClick={() => {
                  setOpen(false);
                  press(element.action_id, option.value);
                }}
              >
                {option.text.text}
              </button>
            ))}
          </span>
        )}
      </span>
    );
  return (
    <button type="button" className={element.style ?? ''} onClick={() => press(element.action_id)}>
      {element.text.text}
    </button>
  );
};
