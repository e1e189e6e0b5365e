import { memo } from 'react';
import type { Features, Message, Press } from './api.js';
import { Blocks } from './blocks/blocks.js';
import { dateText } from './blocks/markup.js';
import { Menu } from './blocks/menu.js';
import { personName, usePlace } from './place.js';

interface SaidProps {
  readonly message: Message;
  readonly who: string;
  readonly features: Features;
  readonly tell: (wish: object) => void;
  /** Absent inside a thread. */
  readonly openThread?: (ts: string) => void;
}

/** One message: who wrote it, what it says, what can be done with it. */
export const Said = memo(
  ({ message, who, features, tell, openThread }: SaidProps) => {
    const place = usePlace();
    const { channel, ts, blocks, text, onlyFor, isEdited, replies = 0, user } = message;
    const isBot = place.people.find(({ id }) => id === user)?.isBot ?? false;
    const name = personName(place, user);
    const press: Press = (action, value) =>
      tell({ as: who, do: 'click', channel, ts, action, ...(value === undefined ? {} : { value }) });
    const shown = blocks.length ? blocks : [{ type: 'section', text: { type: 'mrkdwn', text } }];
    return (
      <div className={onlyFor ? 'said private' : 'said'}>
        <span className={isBot ? 'face bot' : 'face'} aria-hidden="true">
          {isBot ? '✓' : name.slice(0, 1)}
        </span>
        <div className="content">
          <div className="by">
            <b>{name}</b> {isBot && <span className="app">APP</span>}{' '}
            <time>{dateText(Number(ts), place.today)}</time>
            {isEdited && <span className="quiet"> · edited</span>}
            {onlyFor && <em> · Only visible to you</em>}
          </div>
          <Blocks blocks={shown} press={press} />
          {openThread && replies > 0 && (
            <button type="button" className="plain replies" onClick={() => openThread(ts)}>
              {replies === 1 ? '1 reply' : `${replies} replies`}
            </button>
          )}
        </div>
        {!onlyFor && (
          <Toolbar
            message={message}
            who={who}
            features={features}
            tell={tell}
            {...(openThread ? { openThread } : {})}
          />
        )}
      </div>
    );
  },
  (one, other) =>
    one.message === other.message &&
    one.who === other.who &&
    JSON.stringify(one.features) === JSON.stringify(other.features),
);

const Toolbar = ({ message, who, features, tell, openThread }: SaidProps) => {
  const shortcuts = features.shortcuts.filter(({ type }) => type === 'message');
  if (!openThread && shortcuts.length === 0) return null;
  return (
    <div className="toolbar" role="toolbar" aria-label="Message">
      {openThread && (
        <button
          type="button"
          aria-label="Reply in thread"
          title="Reply in thread"
          onClick={() => openThread(message.ts)}
        >
          ↩
        </button>
      )}
      {shortcuts.length > 0 && (
        <Menu
          name="Shortcuts"
          face="⋮"
          items={shortcuts.map(({ name, callback_id }) => ({
            key: callback_id,
            label: name,
            choose: () => tell({ as: who, do: 'shortcut', callbackId: callback_id, ts: message.ts }),
          }))}
        />
      )}
    </div>
  );
};
