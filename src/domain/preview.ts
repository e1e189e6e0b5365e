import { onCall } from './calendar/rota.js';
import type { Charter, Rung, TaskType } from './charter.js';
import { climb } from './climb.js';
import { calendarNamed, rungTimes } from './ladder-plan.js';

/** One thing that happens when nobody moves. */
export interface Move {
  readonly at: number;
  readonly what: Rung['do'] | 'due' | 'expires';
  /** Roles, rotas with who is on call then, or people; null for what concerns everybody. */
  readonly whom: string | null;
  readonly onlyIf: string | null;
}

/** What happens to work of one type that starts at an instant, if nobody moves, in order of time. */
export const preview = (charter: Charter, taskType: TaskType, startedAt: number): Move[] => {
  const { ladder, decideWithinMs: slaMs, expireAfterMs } = taskType;
  const calendar = calendarNamed(charter, charter.roles[taskType.owner]?.calendar);
  const climbed = climb(charter, ladder, taskType.owner);
  const moves = rungTimes(ladder, { startedAt, slaMs, calendar }).map(({ at, index, rung }): Move => {
    const { whom, owner } = climbed[index] ?? { whom: null, owner: taskType.owner };
    const time = at ?? startedAt;
    return {
      at: time,
      what: rung.do,
      whom: named(charter, whom ?? owner, time),
      onlyIf: rung.onlyIf ?? null,
    };
  });
  const due = rungTimes([{ percentOfSla: 100, plusMs: 0, do: 'nudge', who: 'owner' }], {
    startedAt,
    slaMs,
    calendar,
  });
  const expiresAt = startedAt + expireAfterMs;
  return [
    ...due.map(({ at }): Move => ({ at: at ?? startedAt, what: 'due', whom: null, onlyIf: null })),
    ...moves,
    { at: expiresAt, what: 'expires' as const, whom: null, onlyIf: null },
  ]
    .filter(({ at }) => at <= expiresAt)
    .sort((one, other) => one.at - other.at);
};

const named = ({ rotas }: Charter, whom: string, at: number): string => {
  const rota = Object.hasOwn(rotas, whom) ? rotas[whom] : undefined;
  return rota ? `${whom} (${onCall(rota, at) ?? 'nobody yet'})` : whom;
};
