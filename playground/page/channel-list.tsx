import type { Channel, Snapshot } from './api.js';
import { Theme } from './theme.js';

interface ChannelListProps {
  readonly now: Snapshot;
  readonly who: string;
  readonly channel: string;
  readonly unread: (channel: Channel) => number;
  readonly be: (who: string) => void;
  readonly open: (channel: string) => void;
}

/** Who one is, and where one can go. */
export const ChannelList = ({ now, who, channel, unread, be, open }: ChannelListProps) => (
  <nav aria-label="Channels">
    <h1>Northwind Demo</h1>
    <label className="who">
      You are
      <select value={who} onChange={(event) => be(event.target.value)}>
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
    <Entry face="⌂" name="Home" isHere={channel === 'home'} count={0} open={() => open('home')} />
    {now.channels
      .toSorted((one, other) => Number(one.isDirect) - Number(other.isDirect))
      .map((one) => (
        <Entry
          key={one.id}
          face={one.isDirect ? '●' : one.isArchived ? '▤' : '#'}
          name={one.name}
          isHere={one.id === channel}
          count={unread(one)}
          open={() => open(one.id)}
        />
      ))}
    <div className="rest" />
    <Theme />
  </nav>
);

interface EntryProps {
  readonly face: string;
  readonly name: string;
  readonly isHere: boolean;
  readonly count: number;
  readonly open: () => void;
}
const Entry = ({ face, name, isHere, count, open }: EntryProps) => (
  <button
    type="button"
    className={`${isHere ? 'here' : ''} ${count ? 'unread' : ''}`}
    aria-current={isHere ? 'page' : undefined}
    onClick={open}
  >
    <span aria-hidden="true">{face} </span>
    <span className="name">{name}</span>
    {count > 0 && (
      <span className="badge">
        {count > 9 ? '9+' : count}
        <span className="unseen"> unread</span>
      </span>
    )}
  </button>
);
