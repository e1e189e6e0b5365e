import { moveClock, type Snapshot } from '../api.js';

const minuteMs = 60_000;
const moves = [
  ['+1 min', minuteMs],
  ['+10 min', 10 * minuteMs],
  ['+1 h', 60 * minuteMs],
  ['+1 day', 24 * 60 * minuteMs],
] as const;

/** Moves the demo's time, so that nobody has to wait for a nudge. */
export const ClockPanel = ({ clock }: { readonly clock: Snapshot['clock'] }) => (
  <section aria-labelledby="clock-title">
    <h4 id="clock-title">Clock</h4>
    <p className="why">Move time forward to see nudges and escalations now.</p>
    <p className="clock">
      <time dateTime={new Date(clock.nowAt).toISOString()}>
        {new Date(clock.nowAt).toLocaleString(undefined, {
          weekday: 'short',
          hour: '2-digit',
          minute: '2-digit',
        })}
      </time>
      <span className="quiet">{aheadText(clock.aheadMs)}</span>
    </p>
    <div className="moves">
      {moves.map(([label, advanceMs]) => (
        <button key={label} type="button" onClick={() => void moveClock(advanceMs)}>
          {label}
        </button>
      ))}
    </div>
  </section>
);

/** “2 h 10 min ahead”, in at most two units. */
const aheadText = (aheadMs: number): string => {
  const minutes = Math.round(aheadMs / minuteMs);
  const parts = [
    [Math.floor(minutes / 1_440), minutes >= 2_880 ? 'days' : 'day'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return words.length ? `${words.slice(0, 2).join(' ')} ahead` : 'as on your wall';
};
