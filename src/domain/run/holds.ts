/**
 * What holds the bot back for a while: somebody paused a tool, a kind of work or everything, or a tool was called as
 * often as it may be. Whoever is held waits and fails nothing. A pause of a tool or of everything stops every call; a pause of a kind of work stops only what is
 * new, so that what it did can be put back meanwhile.
 */
import {
  type ActionsAsked,
  actionsIn,
  type BoundsAsked,
  type CallsAsked,
  nothingAsked,
  nthLatestCallIn,
  pausesIn,
  type Scope,
} from '../bounds.js';
import type { TaskType } from '../charter/charter.js';
import { type Limit, limitWords, periodMs } from '../charter/limit.js';
import type { Context } from '../context.js';
import type { Handoff } from '../handoff/handoff.js';
import type { Policy } from '../handoff/policy.js';
import type { Hold, Step } from '../handoff/run.js';
import { settlePolicy } from '../handoff/settle-policy.js';
import type { Subject } from '../handoff/subject.js';
import { actionOf, isRunning, type Running } from '../handoff/views.js';

/** What a decision knows besides the bounds. */
export type AtThatTime = Pick<Context, 'charter' | 'now'>;

/** What `holdOf` looks at. */
export function askedToBegin(handoff: Handoff, stepIndex: number, at: AtThatTime): BoundsAsked {
  if (!isRunning(handoff)) return nothingAsked;
  const step = handoff.execution.run.steps[stepIndex];
  if (!step) return nothingAsked;
  const { tool, isUndo } = callOf(handoff, step, at);
  const calls = isUndo ? [] : limitsOf(tool, at).map((limit) => callsAsked(tool, limit, at));
  return { isPauseAsked: true, calls, actions: [] };
}

/** What `boundedPolicy` looks at: nothing where the bot never acts alone. */
export function askedToActAlone(name: string, at: AtThatTime): BoundsAsked {
  const taskType = at.charter.taskTypes[name];
  if (!taskType || taskType.level > 1) return nothingAsked;
  const actions = (taskType.budget ?? []).map((limit) => actionsAsked(name, limit, at));
  return { isPauseAsked: true, calls: [], actions };
}

/** Why a step may not begin just now; null when it may. */
export function holdOf(handoff: Running, step: Step, context: Context): Hold | null {
  const call = callOf(handoff, step, context);
  const pause = pausesIn(context.bounds).find(({ scope }) => stops(scope, call));
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
}

/** The limit of a tool that stands in the way longest. */
function usedUp(tool: string, { execution: { run } }: Running, context: Context): Hold | null {
  const { bounds, now } = context;
  const holds = limitsOf(tool, context).flatMap((limit): (Hold & { untilAt: Date })[] => {
    const nth = nthLatestCallIn(bounds, callsAsked(tool, limit, context));
    if (!nth) return [];
    const untilAt = new Date(nth.getTime() + periodMs[limit.per]);
    return [{ cause: 'limit', what: tool, by: null, limit, since: run.held?.since ?? now, untilAt }];
  });
  return holds.sort((one, other) => other.untilAt.getTime() - one.untilAt.getTime())[0] ?? null;
}

function limitsOf(tool: string, { charter }: AtThatTime): readonly Limit[] {
  return charter.tools[tool]?.limits ?? [];
}

function callsAsked(tool: string, limit: Limit, at: AtThatTime): CallsAsked {
  return {
    tool,
    n: limit.atMost,
    since: sinceOf(limit, at),
  };
}

function actionsAsked(taskType: string, limit: Limit, at: AtThatTime): ActionsAsked {
  return {
    taskType,
    since: sinceOf(limit, at),
  };
}

const sinceOf = ({ per }: Limit, { now }: AtThatTime): Date => new Date(now.getTime() - periodMs[per]);

interface Call {
  readonly tool: string;
  readonly taskType: string;
  readonly isUndo: boolean;
}

/** The tool that is called: an undo may call another one than the write. */
function callOf(handoff: Running, step: Step, { charter }: AtThatTime): Call {
  const named = actionOf(handoff, step).tool;
  const isUndo = handoff.execution.run.kind === 'undo';
  const tool = (isUndo && charter.tools[named]?.compensate?.tool) || named;
  return { tool, taskType: handoff.origin.taskType, isUndo };
}

function stops(scope: Scope, { tool, taskType, isUndo }: Call): boolean {
  return scope === 'all' || scope === `tool ${tool}` || (!isUndo && scope === `type ${taskType}`);
}

/** The policy of the charter, and no acting alone while what it would use is paused or its budget is used up. */
export function boundedPolicy(context: Context, taskType: TaskType, subject: Subject): Policy {
  const policy = settlePolicy(context.charter, taskType, subject);
  if (policy.level > 1) return policy;
  const reasons = [
    ...pausedReasons(context, taskType, subject),
    ...budgetReasons(context, taskType, subject),
  ];
  return reasons.length ? { ...policy, level: 2, because: reasons } : policy;
}

function budgetReasons(context: Context, taskType: TaskType, subject: Subject): string[] {
  return (taskType.budget ?? []).flatMap((limit) => {
    const used = actionsIn(context.bounds, actionsAsked(taskType.name, limit, context));
    return used + subject.actions.length > limit.atMost
      ? [`“${taskType.describes}” may act alone ${limitWords(limit)}, and that is used up.`]
      : [];
  });
}

function pausedReasons({ bounds, charter }: Context, taskType: TaskType, subject: Subject): string[] {
  const paused = pausesIn(bounds);
  const calls = subject.actions.map(({ tool }) => ({ tool, taskType: taskType.name, isUndo: false }));
  const stopped = calls.filter((call) => paused.some(({ scope }) => stops(scope, call)));
  return [
    ...new Set(stopped.map(({ tool }) => `“${charter.tools[tool]?.describes ?? tool}” is paused just now.`)),
  ];
}
