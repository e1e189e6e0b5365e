/**
 * What a charter's ladders would have done to work that is over: the same openings, pauses and decisions, other
 * waits. Only what the clock does is replayed; people are taken to have acted when they did.
 */
import type { Charter } from '../charter/charter.js';
import { climb } from '../charter/climb.js';
import type { Handoff } from '../handoff/handoff.js';
import { settlePolicy } from '../handoff/settle-policy.js';
import { subjectOf } from '../handoff/subject.js';
import { dueAfter } from '../ladder/ladder.js';
import { calendarNamed, rungTimes } from '../ladder/ladder-plan.js';
import { applies } from '../lifecycle/rungs.js';
import { alertAgainMs } from '../lifecycle/waits.js';
import type { Happened } from '../log/event.js';
import { evolve } from '../log/evolve.js';

export interface Tally {
  /** Times that the clock of a decision ran. */
  readonly waits: number;
  readonly nudges: number;
  readonly escalations: number;
  /** Decided after it was due, or due and still open. */
  readonly breaches: number;
}

export interface Simulated {
  readonly taskType: string;
  readonly recorded: Tally;
  /** Null when the charter does not have this type. */
  readonly simulated: Tally | null;
}

/** `until`: what is still open has waited until then. Task types are in the order of their names. */
export function simulate(charter: Charter, stories: Iterable<readonly Happened[]>, until: Date): Simulated[] {
  const byType = new Map<string, Simulated>();
  for (const story of stories)
    for (const wait of waitsOf(story, until)) {
      const { taskType } = wait.handoff.origin;
      const sum = byType.get(taskType) ?? { taskType, recorded: nothing, simulated: nothing };
      const replayed = sum.simulated && replay(charter, wait);
      byType.set(taskType, {
        taskType,
        recorded: added(sum.recorded, wait.recorded),
        simulated: replayed && added(sum.simulated ?? nothing, replayed),
      });
    }
  return [...byType.values()].sort((one, other) => one.taskType.localeCompare(other.taskType));
}

const nothing: Tally = { waits: 0, nudges: 0, escalations: 0, breaches: 0 };
function added(one: Tally, other: Tally): Tally {
  return {
    waits: one.waits + other.waits,
    nudges: one.nudges + other.nudges,
    escalations: one.escalations + other.escalations,
    breaches: one.breaches + other.breaches,
  };
}

/** One run of a clock: it begins with the triage, and again with an escalation by a person or a new version. */
interface Wait {
  /** As it stood when the clock began. */
  readonly handoff: Handoff;
  readonly last: Handoff;
  readonly endedAt: Date;
  readonly recorded: Tally;
}

function waitsOf(story: readonly Happened[], until: Date): Wait[] {
  const waits = new Map<number, Wait>();
  let handoff: Handoff | null = null;
  for (const happened of story) {
    const before: Handoff | null = handoff;
    handoff = evolve(handoff, happened);
    if (before && isWaiting(before)) noteIn(waits, before, happened);
    if (isWaiting(handoff)) begin(waits, handoff, happened.at);
  }
  if (handoff && isWaiting(handoff)) endAt(waits, handoff, until);
  return [...waits.values()].map((wait) => ({
    ...wait,
    recorded: {
      ...wait.recorded,
      breaches: wait.last.clock.dueAt && wait.last.clock.dueAt < wait.endedAt ? 1 : 0,
    },
  }));
}

function isWaiting({ state, clock: { startedAt: clockStartedAt } }: Handoff): boolean {
  return clockStartedAt !== null && (state === 'review' || state === 'blocked');
}

function begin(waits: Map<number, Wait>, handoff: Handoff, endedAt: Date): void {
  const known = waits.get(keyOf(handoff));
  const fresh = { handoff, last: handoff, endedAt, recorded: { ...nothing, waits: 1 } };
  waits.set(keyOf(handoff), known ? { ...known, last: handoff } : fresh);
}

const keyOf = ({ clock: { startedAt: clockStartedAt } }: Handoff): number => clockStartedAt?.getTime() ?? 0;

function endAt(waits: Map<number, Wait>, handoff: Handoff, endedAt: Date): void {
  const wait = waits.get(keyOf(handoff));
  if (wait) waits.set(keyOf(handoff), { ...wait, last: handoff, endedAt });
}

function noteIn(waits: Map<number, Wait>, before: Handoff, { event, at }: Happened): void {
  endAt(waits, before, at);
  const wait = waits.get(keyOf(before));
  if (!wait || before.state !== 'review') return;
  const isNudge = event.type === 'nudged' && (event.data.rung !== null || before.policy.level === 4);
  const isEscalation = event.type === 'escalated' && event.data.option === 'clock';
  const { recorded } = wait;
  waits.set(keyOf(before), {
    ...wait,
    recorded: {
      ...recorded,
      nudges: recorded.nudges + (isNudge ? 1 : 0),
      escalations: recorded.escalations + (isEscalation ? 1 : 0),
    },
  });
}

function replay(charter: Charter, wait: Wait): Tally | null {
  const { handoff, last, endedAt } = wait;
  const taskType = charter.taskTypes[handoff.origin.taskType];
  if (!taskType) return null;
  const settled = settlePolicy(charter, taskType, subjectOf(handoff));
  const policy = { ...settled, calendar: charter.roles[handoff.owner.role]?.calendar ?? null };
  // The bot would not have waited for anybody.
  if (policy.level === 1) return { ...nothing, waits: 1 };
  const startedAt = handoff.clock.startedAt ?? endedAt;
  const pauses = last.clock.pauses.map((pause) => ({ ...pause, toAt: pause.toAt ?? endedAt.getTime() }));
  const breaches = dueAfter({ startedAt, pauses }, policy, charter) < endedAt ? 1 : 0;
  if (policy.level === 4) {
    const alerts = Math.floor((endedAt.getTime() - startedAt.getTime()) / alertAgainMs);
    return { ...nothing, waits: 1, nudges: alerts, breaches };
  }
  const calendar = calendarNamed(charter, policy.calendar);
  const plan = { startedAt: startedAt.getTime(), slaMs: policy.decideWithinMs, calendar, pauses };
  const climbed = climb(charter, policy.ladder, handoff.owner.role);
  const fired = rungTimes(policy.ladder, plan).filter(
    ({ at, rung }) => at !== null && at <= endedAt.getTime() && applies(rung, handoff, { charter }),
  );
  const isMove = ({ index }: { readonly index: number }): boolean => {
    const step = climbed[index];
    return step?.rung.do === 'escalate' && step.whom !== null && step.whom !== step.owner;
  };
  const escalations = fired.filter((step) => step.repeat === 0 && isMove(step)).length;
  return { waits: 1, nudges: fired.length - escalations, escalations, breaches };
}
