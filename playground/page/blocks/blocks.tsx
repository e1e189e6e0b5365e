import type { Json, Press } from '../api.js';
import { Action } from './action.js';
import { withEmoji } from './emoji.js';
import { Rich } from './rich.js';
import { Text } from './text.js';

interface Drawn {
  readonly press: Press;
}

/** Slack's blocks, drawn like Slack draws them. */
export const Blocks = ({ blocks, press }: { blocks: readonly Json[] } & Drawn) => (
  <>
    {blocks.map((block, index) => (
      <Block key={block.block_id ?? index} block={block} press={press} />
    ))}
  </>
);

const Block = ({ block, press }: { block: Json } & Drawn) => {
  switch (block.type) {
    case 'header':
      return <h3>{withEmoji(block.text.text)}</h3>;
    case 'section':
      return <Section block={block} press={press} />;
    case 'context':
      return (
        <div className="context">
          {block.elements.map((element: Json, index: number) =>
            element.type === 'image' ? (
              <img key={index} src={element.image_url} alt={element.alt_text} />
            ) : (
              <Text key={index} text={element} />
            ),
          )}
        </div>
      );
    case 'divider':
      return <hr />;
    case 'actions':
      return (
        <div className="actions">
          {block.elements.map((element: Json, index: number) => (
            <Action key={element.action_id ?? index} element={element} press={press} />
          ))}
        </div>
      );
    case 'rich_text':
      return (
        <div className="rich">
          {block.elements.map((element: Json, index: number) => (
            <Rich key={index} element={element} />
          ))}
        </div>
      );
    case 'image':
      return (
        <figure>
          {block.title && <figcaption>{withEmoji(block.title.text)}</figcaption>}
          <img src={block.image_url} alt={block.alt_text} />
        </figure>
      );
    default:
      return null;
  }
};

const Section = ({ block, press }: { block: Json } & Drawn) => (
  <div className="section">
    <div className="words">
      {block.text && <Text text={block.text} />}
      {block.fields && (
        <div className="fields">
          {block.fields.map((field: Json, index: number) => (
            <div key={index}>
              <Text text={field} />
            </div>
          ))}
        </div>
      )}
    </div>
    {block.accessory?.type === 'image' && (
      <img className="accessory" src={block.accessory.image_url} alt={block.accessory.alt_text} />
    )}
    {block.accessory && block.accessory.type !== 'image' && (
      <div className="accessory">
        <Action element={block.accessory} press={press} />
      </div>
    )}
  </div>
);
