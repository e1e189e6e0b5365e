import { useCallback, useEffect, useRef, useState } from 'react';
import { act, look, type Message, type Snapshot } from './api.js';
import { Blocks } from './blocks.js';
import { Modal } from './modal.js';
import { Side } from './side.js';
import { dateText } from './text.js';

const first = { who: 'U0ANA', channel: 'C0SUPPORT' };

export const App = () => {
  const [who, setWho] = useState(first.who);
  const [channel, setChannel] = useState(first.channel);
  const [now, setNow] = useState<Snapshot | null>(null);
  const [seen, setSeen] = useState<Record<string, string>>({});
  const refresh = useCallback(() => void look(who).then(setNow), [who]);
  useEffect(() => {
    refresh();
    const live = new WebSocket(`ws://${location.host}/control/live`);
    live.onmessage = refresh;
    return () => live.close();
  }, [refresh]);
  if (!now) return <p className="loading">Opening the workspace…</p>;
  const newest = (id: string): string =>
    now.messages.filter((message) => message.channel === id).at(-1)?.ts ?? '';
  const open = (id: string): void => {
    setChannel(id);
    if (id === 'home') void act({ as: who, do: 'home' });
  };
  const title = channel === 'home' ? 'Home' : (now.channels.find(({ id }) => id === channel)?.name ?? '');
  return (
    <div className="workspace">
      <nav aria-label="Channels">
        <h1>Northwind Demo</h1>
        <label className="who">
          You are
          <select value={who} onChange={(event) => setWho(event.target.value)}>
            {now.people
              .filter(({ isBot }) => !isBot)
              .map(({ id, name, isOutside }) => (
                <option key={id} value={id}>
                  {name}
                  {isOutside ? ' (another company)' : ''}
                </option>
              ))}
          </select>
        </label>
        <button type="button" className={channel === 'home' ? 'here' : ''} onClick={() => open('home')}>
          ⌂ Home
        </button>
        {now.channels.map(({ id, name, isDirect }) => {
          const isUnread = id !== channel && newest(id) > (seen[id] ?? '');
          return (
            <button
              key={id}
              type="button"
              className={`${id === channel ? 'here' : ''} ${isUnread ? 'unread' : ''}`}
              onClick={() => {
                setSeen({ ...seen, [channel]: newest(channel), [id]: newest(id) });
                open(id);
              }}
            >
              {isDirect ? '● ' : '# '}
              {name}
              {isUnread && <span className="badge" role="img" aria-label="unread" />}
            </button>
          );
        })}
      </nav>
      <main>
        <header>{channel === 'home' ? title : `# ${title}`}</header>
        <Room now={now} who={who} channel={channel} />
        <Composer who={who} channel={channel === 'home' ? first.channel : channel} />
      </main>
      <Side now={now} who={who} channel={channel} />
      {now.modal && (
        <Modal
          key={now.modal.id}
          view={now.modal}
          people={now.people}
          close={() => void act({ as: who, do: 'close' })}
          submit={async (values) => (await act({ as: who, do: 'submit', values })).errors ?? {}}
        />
      )}
    </div>
  );
};

const Room = ({ now, who, channel }: { now: Snapshot; who: string; channel: string }) => {
  const room = useRef<HTMLDivElement>(null);
  const newest = now.messages.filter((message) => message.channel === channel).at(-1)?.ts;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what scrolls.
  useEffect(() => {
    room.current?.scrollTo({ top: room.current.scrollHeight });
  }, [channel, newest]);
  if (channel === 'home')
    return (
      <div className="room">
        {now.home && <Blocks blocks={now.home.blocks} people={now.people} press={() => {}} />}
      </div>
    );
  const here = now.messages.filter((message) => message.channel === channel);
  return (
    <div className="room" role="log" ref={room}>
      {here
        .filter(({ threadTs }) => !threadTs)
        .map((message) => (
          <article key={message.ts}>
            <Said message={message} now={now} who={who} />
            {here
              .filter(({ threadTs }) => threadTs === message.ts)
              .map((reply) => (
                <div key={reply.ts} className="reply">
                  <Said message={reply} now={now} who={who} />
                </div>
              ))}
          </article>
        ))}
    </div>
  );
};

const Said = ({ message, now, who }: { message: Message; now: Snapshot; who: string }) => (
  <div className={message.onlyFor ? 'said private' : 'said'}>
    <div className="by">
      <b>Countersign</b> <span className="app">APP</span> <time>{dateText(Number(message.ts))}</time>
      {message.onlyFor && <em> · Only visible to you</em>}
    </div>
    {message.blocks.length ? (
      <Blocks
        blocks={message.blocks}
        people={now.people}
        press={(action, value) =>
          void act({
            as: who,
            do: 'click',
            channel: message.channel,
            ts: message.ts,
            action,
            ...(value ? { value } : {}),
          })
        }
      />
    ) : (
      <Blocks
        blocks={[{ type: 'section', text: { type: 'mrkdwn', text: message.text } }]}
        people={now.people}
        press={() => {}}
      />
    )}
  </div>
);

const Composer = ({ who, channel }: { who: string; channel: string }) => {
  const [text, setText] = useState('');
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.startsWith('/')) void act({ as: who, do: 'command', text, channel });
        setText('');
      }}
    >
      <input
        aria-label="Command"
        list="commands"
        placeholder="Type /handoff status"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <datalist id="commands">
        <option value="/handoff status" />
        <option value="/handoff status mine" />
        <option value="/handoff help" />
      </datalist>
    </form>
  );
};
