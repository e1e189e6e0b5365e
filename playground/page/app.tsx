import { useCallback, useMemo, useRef, useState } from 'react';
import { Announce } from './announce.js';
import { act, type Snapshot } from './api.js';
import { Blocks } from './blocks/blocks.js';
import { ChannelList } from './channel-list.js';
import { Composer } from './composer.js';
import { useLive } from './live.js';
import type { Typed } from './modal/form.js';
import { Modal } from './modal/modal.js';
import { Notices } from './notices.js';
import { type Place, PlaceContext } from './place.js';
import { Room } from './room.js';
import { Side } from './side/side.js';
import { Thread } from './thread.js';
import { useUnread } from './unread.js';

const first = { who: 'U0ANA', channel: 'C0SUPPORT', end: null, thread: null };

export const App = () => {
  const [sight, setSight] = useState<Parameters<typeof useLive>[0]>(first);
  const { who, channel } = sight;
  const { now, isLost } = useLive(sight);
  const unread = useUnread(now, who, channel);
  const place = usePlaceOf(now);
  const { notes, tell, dismiss, warnings } = useTelling(now);
  if (!now) return <p className="loading">Opening the workspace…</p>;
  const open = (id: string): void => {
    setSight({ ...sight, channel: id, end: null, thread: null });
    if (id === 'home') void tell({ as: who, do: 'home' });
  };
  const be = (other: string): void => {
    // Everybody has a conversation of their own with the app.
    const there = channel.startsWith('D') ? `D${other.slice(1)}` : channel;
    setSight({ ...sight, who: other, channel: there, end: null, thread: null });
    if (channel === 'home') void tell({ as: other, do: 'home' });
  };
  return (
    <PlaceContext value={place}>
      <div className="workspace">
        <ChannelList now={now} who={who} channel={channel} unread={unread} be={be} open={open} />
        <main>
          <header>
            <h2>{titleOf(now, channel)}</h2>
          </header>
          <Notices warnings={warnings} notes={notes} isLost={isLost} dismiss={dismiss} />
          {channel === 'home' ? (
            <Home
              now={now}
              press={(action, value) => void tell({ as: who, do: 'click_in_view', action, value })}
            />
          ) : (
            <>
              <Room
                now={now}
                who={who}
                channel={channel}
                showUntil={(end) => setSight((known) => (known.end === end ? known : { ...known, end }))}
                openThread={(thread) => setSight((known) => ({ ...known, thread }))}
                tell={tell}
              />
              <Writing now={now} who={who} channel={channel} tell={tell} />
            </>
          )}
          <Announce now={now} channel={channel} />
        </main>
        {now.thread && sight.thread ? (
          <Thread
            now={now}
            messages={now.thread}
            who={who}
            tell={tell}
            close={() => setSight({ ...sight, thread: null })}
          />
        ) : (
          <Side now={now} who={who} channel={channel} />
        )}
        <TopModal now={now} who={who} tell={tell} />
      </div>
    </PlaceContext>
  );
};

type Tell = ReturnType<typeof useTelling>['tell'];

const titleOf = ({ channels }: Snapshot, channel: string): string => {
  const found = channels.find(({ id }) => id === channel);
  if (!found) return 'Home';
  return found.isDirect ? found.name : `# ${found.name}`;
};

const Home = ({ now, press }: { now: Snapshot; press: Parameters<typeof Blocks>[0]['press'] }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse.
  <section className="room" aria-label="Home" tabIndex={0}>
    {now.home ? (
      <Blocks key={now.home.id} blocks={now.home.blocks} press={press} />
    ) : (
      <p className="quiet edge">Asking the app for your home tab…</p>
    )}
  </section>
);

const Writing = ({
  now,
  who,
  channel,
  tell,
}: {
  now: Snapshot;
  who: string;
  channel: string;
  tell: Tell;
}) => {
  const here = now.channels.find(({ id }) => id === channel);
  if (here?.isArchived) return <p className="closed quiet">This channel is archived.</p>;
  if (here?.isDirect && now.features.isReadOnly)
    return <p className="closed quiet">Sending messages to this app has been turned off.</p>;
  return (
    <Composer
      key={channel}
      name={`Message ${titleOf(now, channel).replace('# ', '#')}`}
      commands={now.features.commands}
      send={(text) => void tell({ as: who, do: text.startsWith('/') ? 'command' : 'message', text, channel })}
    />
  );
};

const TopModal = ({ now, who, tell }: { now: Snapshot; who: string; tell: Tell }) => {
  const typed = useRef<Typed>(new Map());
  if (!now.modal) return null;
  return (
    <Modal
      view={now.modal}
      depth={now.modalDepth}
      typed={typed.current}
      press={(action, value) => void tell({ as: who, do: 'click_in_view', action, value })}
      close={() => void tell({ as: who, do: 'close' })}
      submit={(values) => act({ as: who, do: 'submit', values })}
    />
  );
};

/** Sends what a person does; what did not reach the app is said until they have seen it. */
const useTelling = (now: Snapshot | null) => {
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [seenUpTo, setSeenUpTo] = useState(-1);
  const tell = useCallback(async (wish: object): Promise<void> => {
    const { note, error } = await act(wish);
    const words = error ?? note;
    if (words) setNotes((known) => [...known, words]);
  }, []);
  const warnings = (now?.warnings ?? []).filter(({ index }) => index > seenUpTo);
  const dismiss = (): void => {
    setNotes([]);
    setSeenUpTo(now?.warnings.at(-1)?.index ?? -1);
  };
  return { notes, tell, dismiss, warnings };
};

/** The same object while nothing in it changes, so that cards are not drawn again for nothing. */
const usePlaceOf = (now: Snapshot | null): Place => {
  const people = now?.people ?? [];
  const channels = (now?.channels ?? []).map((channel) => ({ ...channel, newest: [] }));
  const today = new Date(now?.clock.nowAt ?? 0).toDateString();
  const text = JSON.stringify({ people, channels, today });
  return useMemo(() => JSON.parse(text) as Place, [text]);
};
