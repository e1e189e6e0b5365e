import type { Charter, Rung } from '../../src/domain/charter/charter.js';
import { type HandoffId, handoffId } from '../../src/domain/ids.js';
import { aCharter, aTaskType } from './a-charter.js';
import { hour, minute, startAt } from './bot/a-story.js';

/** A day of work under a clock that jumps, and what the ladder must do to each handoff of it. */
export interface Day {
  readonly charter: Charter;
  readonly ticks: readonly Tick[];
  readonly handoffs: readonly Planned[];
}
export interface Tick {
  readonly at: number;
  /** The bot was killed and started again just before. */
  readonly isAfterRestart: boolean;
}
export interface Planned {
  readonly id: HandoffId;
  readonly taskType: string;
  /** Arrives after the tick with this index, at this instant. */
  readonly afterTick: number;
  readonly at: number;
  /** Decided right after this tick; null: nobody ever does. */
  readonly decidedAfter: number | null;
  readonly firings: readonly Firing[];
}
export interface Firing {
  readonly step: number;
  readonly at: number;
}

/** Each step's wait in minutes, written by hand: the oracle shares nothing with the ladder's own arithmetic. */
const types: Readonly<Record<string, { sla: number; ladder: readonly Rung[]; waits: readonly number[] }>> = {
  slow: {
    sla: 4 * hour,
    ladder: [
      { percentOfSla: 50, plusMs: 0, do: 'nudge', who: 'owner' },
      { percentOfSla: 100, plusMs: 0, do: 'escalate', who: 'owner.manager' },
      { percentOfSla: 100, plusMs: 4 * hour, do: 'notify', who: 'sales' },
    ],
    waits: [120, 240, 480],
  },
  often: {
    sla: 2 * hour,
    ladder: [
      { percentOfSla: 50, plusMs: 0, do: 'nudge', who: 'owner', repeat: { everyMs: hour / 2, atMost: 9 } },
      { percentOfSla: 100, plusMs: 0, do: 'escalate', who: 'sales' },
      { percentOfSla: 100, plusMs: 2 * hour, do: 'escalate', who: 'owner.manager' },
    ],
    waits: [60, 90, 120, 240],
  },
  quick: {
    sla: hour,
    ladder: [
      { percentOfSla: 100, plusMs: -30 * minute, do: 'nudge', who: 'owner' },
      { percentOfSla: 100, plusMs: 0, do: 'notify', who: 'head_of_support' },
    ],
    waits: [30, 60],
  },
};

export const aDay = (count: number): Day => {
  const random = lcg(20_261_001);
  const ticks = aDayOfTicks();
  const names = Object.keys(types);
  const charter = aCharter({
    taskTypes: Object.fromEntries(
      Object.entries(types).map(([name, { sla, ladder }]) => [
        name,
        aTaskType({ name, decideWithinMs: sla, ladder, tools: [], plan: [] }),
      ]),
    ),
  });
  const handoffs = Array.from({ length: count }, (_, index): Planned => {
    const taskType = names[index % names.length] ?? 'slow';
    const afterTick = Math.floor(random() * (ticks.length - 1));
    const at = (ticks[afterTick]?.at ?? 0) + Math.floor(random() * minute);
    const decidedAfter = random() < 0.3 ? afterTick + 1 + Math.floor(random() * 300) : null;
    const firings = firingsOf({ taskType, afterTick, at, decidedAfter }, ticks);
    return { id: handoffId(`h_${index}`), taskType, afterTick, at, decidedAfter, firings };
  });
  return { charter, ticks, handoffs };
};

/** A step fires at the first tick at which its time has come, unless somebody has decided by then. */
const firingsOf = (
  { taskType, afterTick, at, decidedAfter }: Omit<Planned, 'id' | 'firings'>,
  ticks: readonly Tick[],
): Firing[] => {
  let from = afterTick + 1;
  return (types[taskType]?.waits ?? []).flatMap((wait, step) => {
    const dueAt = at + wait * minute;
    while (from < ticks.length && (ticks[from]?.at ?? 0) < dueAt) from += 1;
    const tick = ticks[from];
    return tick && (decidedAfter === null || from <= decidedAfter) ? [{ step, at: tick.at }] : [];
  });
};

/** Every minute of 24 hours; the clock is set on and back, and the bot is down for four minutes three times. */
const aDayOfTicks = (): Tick[] => {
  const ticks: Tick[] = [];
  const end = startAt.getTime() + 24 * hour;
  for (let at = startAt.getTime(), index = 0; at < end; at += minute, index += 1) {
    const isAfterRestart = index === 300 || index === 700 || index === 1_100;
    if (isAfterRestart) at += 4 * minute;
    if (index === 200) at += 17 * minute;
    if (index === 500) at -= 11 * minute;
    ticks.push({ at, isAfterRestart });
  }
  return ticks;
};

const lcg = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};
