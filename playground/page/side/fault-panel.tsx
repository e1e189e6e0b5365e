import { breakSomething, type Fault, type Snapshot } from '../api.js';

interface FaultPanelProps {
  readonly now: Snapshot;
  readonly who: string;
  readonly channel: string;
}

/** Everything that goes wrong at Slack now and then, one button each. */
export const FaultPanel = ({ now, who, channel }: FaultPanelProps) => {
  const room = now.channels.find(({ id, isDirect }) => id === channel && !isDirect) ?? now.channels[0];
  const person = now.people.find(({ id }) => id === who);
  const faults: readonly (readonly [string, object])[] = [
    ['Slack says: slow down', { fault: 'rate_limited', times: 3 }],
    ['Slack fails', { fault: 'server_error', times: 3 }],
    ['A reply gets lost', { fault: 'lost_reply' }],
    ['Cut the connection', { fault: 'disconnect' }],
    ...(room ? [[`Archive #${room.name}`, { fault: 'archive_channel', channel: room.id }] as const] : []),
    ...(person ? [[`${person.name} leaves`, { fault: 'deactivate_user', user: who }] as const] : []),
    ['Take the token away', { fault: 'revoke_token' }],
  ];
  return (
    <details className="faults">
      <summary>Break something{now.faults.length > 0 && ` (${now.faults.length} active)`}</summary>
      <p className="why">See what the app does when Slack itself goes wrong.</p>
      <div className="events">
        {faults.map(([label, wish]) => (
          <button key={label} type="button" onClick={() => void breakSomething(wish)}>
            {label}
          </button>
        ))}
        <button type="button" className="mend" onClick={() => void breakSomething({ fault: 'clear' })}>
          Mend everything
        </button>
      </div>
      <ul aria-label="What is broken now">
        {now.faults.map((fault, index) => (
          <li key={index}>{faultText(fault, now)}</li>
        ))}
      </ul>
    </details>
  );
};

const faultText = ({ fault, method, channel, user, times = 1 }: Fault, now: Snapshot): string => {
  const calls = `the next ${times === 1 ? 'call' : `${times} calls`}${method ? ` of ${method}` : ''}`;
  const words: Readonly<Record<string, string>> = {
    rate_limited: `Slack refuses ${calls}: too many.`,
    server_error: `Slack fails ${calls}.`,
    lost_reply: `The reply to ${calls} gets lost.`,
    archive_channel: `#${now.channels.find(({ id }) => id === channel)?.name ?? channel} is archived.`,
    deactivate_user: `${now.people.find(({ id }) => id === user)?.name ?? user} has left.`,
    revoke_token: 'The app’s token is revoked.',
  };
  return words[fault] ?? fault;
};
