import { useRef } from 'react';
import type { Snapshot } from './api.js';
import { Said } from './said.js';
import { useStay } from './stay.js';

interface RoomProps {
  readonly now: Snapshot;
  readonly who: string;
  readonly channel: string;
  /** Shows the window that ends with this message; null for the newest. */
  readonly showUntil: (ts: string | null) => void;
  readonly openThread: (ts: string) => void;
  readonly tell: (wish: object) => void;
}

const nearPx = 600;

/** A window of a channel's messages; scrolling to its edge moves the window. */
export const Room = ({ now, who, channel, showUntil, openThread, tell }: RoomProps) => {
  const room = useRef<HTMLDivElement>(null);
  const stay = useStay(room, now, channel);
  const { older, newer, earlier, later } = now;
  // Just after a change of channel, what is known is still the other one's.
  const isHere = now.channel === channel;
  const messages = isHere ? now.messages : [];
  const scrolled = (): void => {
    const shown = room.current;
    if (!shown || messages.length === 0) return;
    stay.scrolled(shown);
    const below = shown.scrollHeight - shown.scrollTop - shown.clientHeight;
    if (older > 0 && shown.scrollTop < nearPx) showUntil(earlier);
    else if (newer > 0 && below < nearPx) showUntil(later);
  };
  return (
    <div
      className="room"
      role="log"
      aria-live="off"
      aria-busy={!isHere}
      aria-label="Messages"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse.
      tabIndex={0}
      ref={room}
      onScroll={scrolled}
      onFocus={(event) => stay.focused(event.target)}
      onBlur={(event) => event.relatedTarget && stay.focused(event.relatedTarget)}
    >
      {older > 0 && <p className="quiet edge">{older} older messages above</p>}
      {isHere && messages.length === 0 && <p className="quiet edge">Nothing here yet.</p>}
      {messages.map((message) => (
        <article key={message.ts} data-ts={message.ts} tabIndex={-1}>
          <Said message={message} who={who} features={now.features} tell={tell} openThread={openThread} />
        </article>
      ))}
      {newer > 0 && (
        <button
          type="button"
          className="newest"
          onClick={() => {
            stay.toEnd();
            showUntil(null);
          }}
        >
          {newer} newer ↓
        </button>
      )}
    </div>
  );
};
