/**
 * What holds the bot back for a while: somebody paused a tool, a kind of work or everything, or a tool was called as
 * often as it may be. Whoever is held waits and fails nothing. A pause of a tool or of everything stops every call; a pause of a kind of work stops only what is
 * new, so that what it did can be put back meanwhile.
 */
import type { Scope } from '../bounds.js';
import type { TaskType } from '../charter/charter.js';
import { limitWords, periodMs } from '../charter/limit.js';
import type { Context } from '../context.js';
import type { Handoff } from '../handoff/handoff.js';
import type { Policy } from '../handoff/policy.js';
import type { Hold } from '../handoff/run.js';
import { type Subject, settlePolicy } from '../handoff/settle-policy.js';

/** Why a step may not begin just now; null when it may. */
export const holdOf = (handoff: Handoff, stepIndex: number, context: Context): Hold | null => {
  const call = callOf(handoff, stepIndex, context);
  const pause = context.bounds.paused().find(({ scope }) => stops(scope, call));
  if (pause)
    return {
      cause: 'paused',
      what: pause.scope,
      by: pause.by,
      limit: null,
      since: pause.since,
      untilAt: null,
    };
  return call.isUndo ? null : usedUp(call.tool, handoff, context);
};

/** The limit of a tool that stands in the way longest. */
const usedUp = (tool: string, { run }: Handoff, { bounds, charter, now }: Context): Hold | null => {
  const holds = (charter.tools[tool]?.limits ?? []).flatMap((limit): (Hold & { untilAt: Date })[] => {
    const since = new Date(now.getTime() - periodMs[limit.per]);
    const nth = bounds.nthLatestCall({ tool, n: limit.atMost, since });
    if (!nth) return [];
    const untilAt = new Date(nth.getTime() + periodMs[limit.per]);
    return [{ cause: 'limit', what: tool, by: null, limit, since: run?.held?.since ?? now, untilAt }];
  });
  return holds.sort((one, other) => other.untilAt.getTime() - one.untilAt.getTime())[0] ?? null;
};

interface Call {
  readonly tool: string;
  readonly taskType: string;
  readonly isUndo: boolean;
}

/** The tool that is called: an undo may call another one than the write. */
const callOf = ({ proposal, run, taskType }: Handoff, stepIndex: number, { charter }: Context): Call => {
  const named = proposal?.actions[run?.steps[stepIndex]?.action ?? -1]?.tool ?? '';
  const isUndo = run?.kind === 'undo';
  return { tool: (isUndo && charter.tools[named]?.compensate?.tool) || named, taskType, isUndo };
};

const stops = (scope: Scope, { tool, taskType, isUndo }: Call): boolean =>
  scope === 'all' || scope === `tool ${tool}` || (!isUndo && scope === `type ${taskType}`);

/** The policy of the charter, and no acting alone while what it would use is paused or its budget is used up. */
export const boundedPolicy = (context: Context, taskType: TaskType, subject: Subject): Policy => {
  const policy = settlePolicy(context.charter, taskType, subject);
  if (policy.level > 1) return policy;
  const reasons = [
    ...pausedReasons(context, taskType, subject),
    ...budgetReasons(context, taskType, subject),
  ];
  return reasons.length ? { ...policy, level: 2, because: reasons } : policy;
};

const budgetReasons = ({ bounds, now }: Context, taskType: TaskType, subject: Subject): string[] =>
  (taskType.budget ?? []).flatMap((limit) => {
    const since = new Date(now.getTime() - periodMs[limit.per]);
    const used = bounds.actions({ taskType: taskType.name, since });
    return used + subject.actions.length > limit.atMost
      ? [`“${taskType.describes}” may act alone ${limitWords(limit)}, and that is used up.`]
      : [];
  });

const pausedReasons = ({ bounds, charter }: Context, taskType: TaskType, subject: Subject): string[] => {
  const paused = bounds.paused();
  const calls = subject.actions.map(({ tool }) => ({ tool, taskType: taskType.name, isUndo: false }));
  const stopped = calls.filter((call) => paused.some(({ scope }) => stops(scope, call)));
  return [
    ...new Set(stopped.map(({ tool }) => `“${charter.tools[tool]?.describes ?? tool}” is paused just now.`)),
  ];
};
