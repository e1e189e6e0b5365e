import type { Handoff } from '../../domain/handoff/handoff.js';
import type { EventType, HandoffEvent } from '../../domain/log/event.js';
import type { Measure, MetricName } from '../../ports/metrics.js';
import type { Committed } from '../changes.js';

/** What a committed change adds to the counters. Pure; its labels are words of the charter and of ours. */
export function measuresOf(change: Committed): Measure[] {
  return [
    ...change.events.flatMap((event) => {
      const count = counting[event.type] as Counting<HandoffEvent> | undefined;
      return count?.(event, change) ?? [];
    }),
    ...interventions(change),
    ...exceptionEnded(change),
  ];
}

type Counting<E extends HandoffEvent> = (event: E, change: Committed) => Measure[];

const counting: { readonly [Type in EventType]?: Counting<Extract<HandoffEvent, { type: Type }>> } = {
  submitted: (_, change) => [counted('handoffs_submitted_total', change)],
  approved: (_, change) => decided(change, { verdict: 'approved', category: '' }),
  rejected: ({ data }, change) => decided(change, { verdict: 'rejected', category: data.category }),
  expired: (_, change) => [counted('breaches_total', change)],
  edited: (_, change) => [counted('edits_total', change)],
  overridden: (_, change) => [counted('overrides_total', change, { kind: 'emergency' })],
  taken_over: (_, change) => [counted('overrides_total', change, { kind: 'takeover' })],
  rollback_started: (_, change) => [
    counted('rollbacks_total', change),
    counted('overrides_total', change, { kind: 'rollback' }),
  ],
  nudged: ({ data }, change) => [counted('nudges_total', change), ...paged(data.isPaged, change)],
  escalated: ({ data }, change) => [
    counted('escalations_total', change, { by: data.option === 'clock' ? 'clock' : 'person' }),
    ...paged(data.isPaged, change),
  ],
  exception_raised: ({ data }, change) => [counted('exceptions_total', change, { cause: data.cause })],
  step_finished: ({ data }, { before, handoff }) => {
    const action = before?.execution.run?.steps[data.step]?.action ?? data.step;
    const tool = handoff.work.proposal?.actions[action]?.tool ?? 'unknown';
    return [{ name: 'tool_calls_total', labels: { tool, outcome: data.status }, value: 1 }];
  },
};

function paged(isPaged: true | undefined, change: Committed): Measure[] {
  return isPaged ? [counted('pages_total', change)] : [];
}

function counted(
  name: MetricName,
  { handoff }: Committed,
  labels: Readonly<Record<string, string>> = {},
): Measure {
  return { name, labels: { task_type: handoff.origin.taskType, ...labels }, value: 1 };
}

/** Approvals that nobody gave, at level 1, are no decisions of people. */
function decided(change: Committed, labels: Readonly<Record<string, string>>): Measure[] {
  const { before, at, handoff } = change;
  const startedAt = before?.clock.startedAt;
  return [
    counted('decisions_total', change, labels),
    ...(startedAt
      ? [
          {
            name: 'decide_seconds' as const,
            labels: { task_type: handoff.origin.taskType },
            value: secondsBetween(startedAt, at),
          },
        ]
      : []),
    ...(before?.clock.dueAt && before.clock.dueAt < at ? [counted('breaches_total', change)] : []),
  ];
}

/** Something that a person did in the last quarter of the time to decide, while there was still time. */
const nearShare = 0.25;
const byPeople: readonly EventType[] = [
  'voted',
  'overridden',
  'rejected',
  'edited',
  'taken_over',
  'information_asked',
];

function interventions(change: Committed): Measure[] {
  const { before, at, events } = change;
  const isByPerson = events.some(
    (event) => byPeople.includes(event.type) || (event.type === 'escalated' && event.data.option !== 'clock'),
  );
  return isByPerson && before && isNearBreach(before, at)
    ? [counted('near_breach_interventions_total', change)]
    : [];
}

function isNearBreach({ clock: { dueAt, startedAt: clockStartedAt }, state }: Handoff, at: Date): boolean {
  if (state !== 'review' || !dueAt || !clockStartedAt || at > dueAt) return false;
  const wholeMs = dueAt.getTime() - clockStartedAt.getTime();
  return dueAt.getTime() - at.getTime() <= wholeMs * nearShare;
}

function exceptionEnded({ before, handoff, at }: Committed): Measure[] {
  return before?.state === 'exception' && before.exception && handoff.state !== 'exception'
    ? [
        {
          name: 'exception_seconds',
          labels: { cause: before.exception.cause },
          value: secondsBetween(before.exception.since, at),
        },
      ]
    : [];
}

const secondsBetween = (from: Date, to: Date): number => Math.max(0, to.getTime() - from.getTime()) / 1_000;
