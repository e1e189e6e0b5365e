import { onCall } from '../calendar/rota.js';
import type { Charter, Rung, TaskType } from '../charter/charter.js';
import { climb } from '../charter/climb.js';
import type { Handoff } from '../handoff/handoff.js';
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
export function preview(charter: Charter, taskType: TaskType, startedAt: number): Move[] {
  return movesOf(charter, {
    ...taskType,
    calendar: charter.roles[taskType.owner]?.calendar ?? null,
    startedAt,
    expiresAt: startedAt + taskType.expireAfterMs,
    firstStep: 0,
  });
}

/** What still happens to a handoff, if nobody moves; nothing is known before its clock starts. */
export function movesAhead(charter: Charter, handoff: Handoff, now: Date): Move[] {
  const { policy, owner } = handoff;
  const { startedAt: clockStartedAt, expiresAt, nextRung: firstStep } = handoff.clock;
  if (!clockStartedAt || !expiresAt) return [];
  return movesOf(charter, {
    ...policy,
    calendar: policy.calendar ?? null,
    owner: owner.role,
    startedAt: clockStartedAt.getTime(),
    expiresAt: expiresAt.getTime(),
    firstStep,
  }).filter(({ at }) => at > now.getTime());
}

interface Chase {
  readonly ladder: readonly Rung[];
  readonly decideWithinMs: number;
  readonly calendar: string | null;
  readonly startedAt: number;
  readonly expiresAt: number;
  readonly owner: string;
  /** Of the ladder's plan; those before it have fired. */
  readonly firstStep: number;
}

function movesOf(charter: Charter, chase: Chase): Move[] {
  const { ladder, startedAt, expiresAt, owner } = chase;
  const on = { startedAt, slaMs: chase.decideWithinMs, calendar: calendarNamed(charter, chase.calendar) };
  const steps = rungTimes(ladder, on).slice(chase.firstStep);
  const first = steps[0]?.index ?? 0;
  const climbed = climb(charter, ladder.slice(first), owner);
  const moves = steps.map(({ at, index, rung }): Move => {
    const whom = climbed[index - first]?.whom ?? climbed[index - first]?.owner ?? owner;
    const time = at ?? startedAt;
    return { at: time, what: rung.do, whom: named(charter, whom, time), onlyIf: rung.onlyIf ?? null };
  });
  const due = rungTimes([theEnd], on).map(({ at }) => forAll(at ?? startedAt, 'due'));
  return [...due, ...moves, forAll(expiresAt, 'expires')]
    .filter(({ at }) => at <= expiresAt)
    .sort((one, other) => one.at - other.at);
}

const theEnd: Rung = { percentOfSla: 100, plusMs: 0, do: 'nudge', who: 'owner' };
const forAll = (at: number, what: 'due' | 'expires'): Move => ({ at, what, whom: null, onlyIf: null });

function named({ rotas }: Charter, whom: string, at: number): string {
  const rota = Object.hasOwn(rotas, whom) ? rotas[whom] : undefined;
  return rota ? `${whom} (${onCall(rota, at) ?? 'nobody yet'})` : whom;
}
