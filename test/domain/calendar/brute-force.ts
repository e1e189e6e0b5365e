import type { Shift } from '../../../src/domain/calendar/working-calendar.js';

/**
 * What the calendar must answer, found in the plainest way: a table says what the wall clock shows at each
 * minute of UTC, as `Intl` says it, and working minutes are counted one by one.
 */
export interface WallClock {
  readonly zone: string;
  /** Minutes of UTC, since the first, at which the wall clock does not go on by one minute. */
  readonly changes: readonly number[];
  /** The minute of UTC at which the wall clock first shows a local minute, or would have but for a gap. */
  readonly firstShows: (localMinute: number) => number;
}

export interface Worked {
  /** By local day of the week from Monday. */
  readonly week: readonly (readonly Shift[])[];
  readonly closed: ReadonlySet<string>;
  readonly open: ReadonlyMap<string, readonly Shift[]>;
}

const minuteMs = 60_000;
export const firstMinute = Date.UTC(2023, 10, 1) / minuteMs;
const lastMinute = Date.UTC(2031, 6, 1) / minuteMs;

export const wallClockOf = (zone: string): WallClock => {
  const shown = wallMinutes(zone);
  const changes: number[] = [];
  const first = new Map<number, number>();
  const start = (shown[0] ?? 0) - 1;
  const firsts = new Int32Array(shown.length + 4_000).fill(-1);
  for (let minute = 0; minute < shown.length; minute += 1) {
    const local = shown[minute]! - start;
    if (firsts[local] === -1) firsts[local] = minute;
    if (minute > 0 && local !== shown[minute - 1]! - start + 1) {
      changes.push(minute);
      // A minute that is never shown is the minute that the clock before the gap would have shown.
      for (let skipped = shown[minute - 1]! - start + 1; skipped < local; skipped += 1)
        if (firsts[skipped] === -1) first.set(skipped, minute - 1 + skipped - (shown[minute - 1]! - start));
    }
  }
  for (const [skipped, minute] of first) firsts[skipped] = minute;
  return { zone, changes, firstShows: (local) => firsts[local - start] ?? -1 };
};

/** Asks minute by minute, but passes over an hour at both ends of which the clock shows the same minute. */
const wallMinutes = (zone: string): Int32Array => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  const ask = (minute: number): number =>
    Date.parse(`${format.format(minute * minuteMs).replace(' ', 'T')}Z`) / minuteMs;
  const shown = new Int32Array(lastMinute - firstMinute);
  let next = ask(firstMinute);
  for (let hour = 0; hour < shown.length; hour += 60) {
    const now = next;
    next = ask(firstMinute + hour + 60);
    for (let minute = 0; minute < 60; minute += 1)
      shown[hour + minute] = next - now === 60 ? now + minute : ask(firstMinute + hour + minute);
  }
  return shown;
};

/** One flag for each of so many minutes from a minute of UTC: whether people work in it. */
export const workedMinutes = (
  clock: WallClock,
  worked: Worked,
  { from, count }: { readonly from: number; readonly count: number },
): Uint8Array => {
  const flags = new Uint8Array(count);
  const firstDay = Math.floor((from + firstMinute) / 1_440) - 4;
  const lastDay = Math.floor((from + firstMinute + count) / 1_440) + 2;
  for (let day = firstDay; day <= lastDay; day += 1) {
    const midnight = new Date(day * 1_440 * minuteMs);
    const date = midnight.toISOString().slice(0, 10);
    const ordinary = worked.closed.has(date) ? [] : worked.week[(midnight.getUTCDay() + 6) % 7]!;
    for (const shift of worked.open.get(date) ?? ordinary) {
      const begins = clock.firstShows(day * 1_440 + shift.from) - from;
      const ends = clock.firstShows(day * 1_440 + shift.to) - from;
      if (ends > begins && ends > 0) flags.fill(1, Math.max(0, begins), ends);
    }
  }
  return flags;
};

/** How many minutes one must wait until so many have been worked; null when the flags end before. */
export const minutesUntil = (flags: Uint8Array, wanted: number): number | null => {
  let left = wanted;
  for (let minute = 0; minute < flags.length; minute += 1) {
    left -= flags[minute]!;
    if (left === 0) return minute + 1;
  }
  return null;
};
