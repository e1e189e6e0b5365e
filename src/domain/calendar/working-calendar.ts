/**
 * A working calendar says when people work. Its hours are wall-clock hours of one time zone; a shift belongs
 * to the local day on which it begins, so a night shift that begins before a holiday runs to its end. Where
 * clocks change, an edge of a shift that does not exist is moved on by the gap, one that exists twice is the
 * first of both; between its edges every real minute counts.
 */
import { mergeSpans, type Span } from './span.js';

export interface WorkingCalendar {
  /** Null: around the clock. */
  readonly hours: WorkingHours | null;
  /** When no time counts although people would work: out of office, or the work is paused. In order, apart. */
  readonly away: readonly Span[];
}

export interface WorkingHours {
  /** IANA name. */
  readonly zone: string;
  /** Shifts from Monday (0) to Sunday (6). */
  readonly week: readonly (readonly Shift[])[];
  /** Local dates, such as `2026-12-24`, on which no shift begins. */
  readonly closed: ReadonlySet<string>;
  /** Local dates with hours of their own, whatever the week and the holidays say. */
  readonly open: ReadonlyMap<string, readonly Shift[]>;
}

/** Minutes after the local day's midnight; `to` is later than `from` and may lie in the next day (up to 2880). */
export interface Shift {
  readonly from: number;
  readonly to: number;
}

export const aroundTheClock: WorkingCalendar = { hours: null, away: [] };

/** The same calendar, on which these stretches do not count either. */
export function withPauses(calendar: WorkingCalendar, pauses: readonly Span[]): WorkingCalendar {
  return pauses.length ? { ...calendar, away: mergeSpans([...calendar.away, ...pauses]) } : calendar;
}
