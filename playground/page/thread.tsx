import { useEffect, useRef } from 'react';
import type { Message, Snapshot } from './api.js';
import { Composer } from './composer.js';
import { Said } from './said.js';

interface ThreadProps {
  readonly now: Snapshot;
  readonly messages: readonly Message[];
  readonly who: string;
  readonly tell: (wish: object) => void;
  readonly close: () => void;
}

/** A message and its replies, beside the channel. */
export const Thread = ({ now, messages, who, tell, close }: ThreadProps) => {
  const heading = useRef<HTMLHeadingElement>(null);
  const [root] = messages;
  const ts = root?.ts;
  const room = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another thread takes the focus anew.
  useEffect(() => heading.current?.focus(), [ts]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new reply is what scrolls.
  useEffect(() => {
    room.current?.scrollTo({ top: room.current.scrollHeight });
  }, [ts, messages.length]);
  return (
    <section
      className="thread"
      aria-label="Thread"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          Thread
        </h2>
        <button type="button" className="plain" aria-label="Close the thread" onClick={close}>
          ✕
        </button>
      </header>
      <div className="room" ref={room}>
        {messages.map((message) => (
          <article key={message.ts} data-ts={message.ts} tabIndex={-1}>
            <Said message={message} who={who} features={now.features} tell={tell} />
          </article>
        ))}
      </div>
      {root && (
        <Composer
          name="Reply"
          commands={[]}
          send={(text) => tell({ as: who, do: 'message', channel: root.channel, text, threadTs: root.ts })}
        />
      )}
    </section>
  );
};
