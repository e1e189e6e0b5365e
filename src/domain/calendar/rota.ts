import type { PersonId } from '../ids.js';
import { instantOf } from './wall-clock.js';

/** People who take turns. A turn begins at the same time of the wall clock, however clocks change. */
export interface Rota {
  readonly zone: string;
  readonly people: readonly PersonId[];
  /** The first turn begins on this local day (since 1970-01-01), so many minutes after its midnight. */
  readonly starts: { readonly day: number; readonly minute: number };
  readonly everyDays: number;
  /** Who stands in; of several at one time the last counts. */
  readonly overrides: readonly RotaOverride[];
}

export interface RotaOverride {
  readonly fromAt: number;
  readonly toAt: number;
  readonly person: PersonId;
}

/** Whose turn it is; null before the first turn. */
export function onCall(rota: Rota, at: number): PersonId | null {
  const override = rota.overrides.findLast(({ fromAt, toAt }) => fromAt <= at && at < toAt);
  if (override) return override.person;
  const turn = turnAt(rota, at);
  return turn < 0 ? null : (rota.people[turn % rota.people.length] ?? null);
}

function turnAt(rota: Rota, at: number): number {
  const { zone, starts, everyDays } = rota;
  const beginsAt = (turn: number): number => instantOf(zone, starts.day + turn * everyDays, starts.minute);
  // A zone may have moved by a day since the first turn, so the division only says where to look.
  let turn = Math.floor((at - beginsAt(0)) / (everyDays * dayMs)) + 1;
  while (beginsAt(turn) > at) turn -= 1;
  return turn;
}
const dayMs = 86_400_000;
