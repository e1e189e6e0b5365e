import { type Snapshot, sendEvent } from '../api.js';
import { ClockPanel } from './clock-panel.js';
import { FaultPanel } from './fault-panel.js';

const events = [
  ['inquiry', 'Client inquiry'],
  ['refund_small', 'Refund 40 €'],
  ['refund_large', 'Refund 900 €'],
  ['deal', 'Deal moves on'],
  ['contract', 'Contract exception'],
  ['incident', 'Security incident'],
  ['ten', 'Ten inquiries'],
] as const;

/** What the demo can send, what to try, and what the company's records hold. */
export const Side = ({ now, who, channel }: { now: Snapshot; who: string; channel: string }) => (
  <aside aria-label="Demo">
    <h4>Send a demo event</h4>
    <div className="events">
      {events.map(([name, label]) => (
        <button key={name} type="button" onClick={() => void sendEvent(name)}>
          {label}
        </button>
      ))}
    </div>
    <h4>Try this</h4>
    <ol className="steps">
      {now.steps.map(({ words, isDone }) => (
        <li key={words} className={isDone ? 'done' : ''}>
          {words}
        </li>
      ))}
    </ol>
    <ClockPanel clock={now.clock} />
    <h4>The company’s records</h4>
    {now.records.map(({ resource, now: record }) => (
      <details key={resource} open={resource.endsWith('Acme Corp')}>
        <summary>{resource.split('/').slice(-2).join(' · ')}</summary>
        <dl>
          {Object.entries(record ?? {}).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
            </div>
          ))}
        </dl>
      </details>
    ))}
    <h4>What took effect</h4>
    <ul className="ledger">
      {now.ledger.toReversed().map((entry, index) => (
        <li key={index}>
          {entry.method} {entry.resource.split('/').slice(1, 3).join('/')}{' '}
          {entry.after.status ?? entry.after.stage ?? ''}
        </li>
      ))}
    </ul>
    <FaultPanel now={now} who={who} channel={channel} />
  </aside>
);
