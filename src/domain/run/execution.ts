/**
 * What a step of a run means. A step of a write calls the approved tool, if the record still holds what was shown.
 * A step of an undo calls the compensating tool, or writes the prior values back if the record still holds what
 * we wrote. What cannot be taken back stands. A tool whose declaration has changed never runs under an old approval.
 */
import { fillTemplate, valueAt } from '../charter/call-template.js';
import type { Charter, Tool } from '../charter/charter.js';
import type { Handoff } from '../handoff/handoff.js';
import { type Action, sha256 } from '../handoff/proposal.js';
import { currentStep, type Run, type Step, type StepStatus } from '../handoff/run.js';
import { actionOf, isRunning } from '../handoff/views.js';
import { valueWords } from '../handoff/words.js';
import { differing, pick, writesOf } from '../handoff/written-values.js';
import type { Json, JsonObject } from '../json.js';
import type { Happened } from '../log/event.js';
import { isUndoable, restoring } from './undo-plan.js';

/** The step that a handoff stands at. */
export interface Standing {
  readonly run: Run;
  readonly index: number;
  readonly step: Step;
  readonly action: Action;
  /** The same for each attempt of this step, and for no other step. */
  readonly key: string;
}

export type StepPlan = PlannedCall | { readonly kind: 'stands' | 'failed'; readonly detail: string };

export interface PlannedCall {
  readonly kind: 'call';
  readonly tool: Tool;
  readonly arguments: JsonObject;
  /** What the record must hold before the call; null when that is not known or does not matter. */
  readonly expected: JsonObject | null;
  /** What the record must hold after it; empty when that cannot be told. */
  readonly desired: JsonObject;
}

/** What the log says of a step. */
export interface StepHistory {
  /** When its key was used first, and what the record held before; null when nothing was called yet. */
  readonly first: { readonly at: Date; readonly prior: JsonObject | null } | null;
  /** How the last attempt ended; null while there is none or it is open. */
  readonly last: StepStatus | null;
  /** When the action was carried out. */
  readonly doneAt: Date | null;
}

/** Null when there is nothing to carry out. */
export function standingOf(handoff: Handoff): Standing | null {
  if (handoff.state !== 'executing' || !isRunning(handoff)) return null;
  const { run } = handoff.execution;
  const { proposal } = handoff.work;
  const index = currentStep(run);
  const step = run.steps[index];
  if (!step) return null;
  // A round after everything was taken back is another call, for the target as well.
  const round = run.round ? [run.round] : [];
  const key = sha256([handoff.id, proposal.hash, run.kind, step.action, ...round].join('\n'));
  return { run, index, step, action: actionOf(handoff, step), key };
}

export function historyOf(events: readonly Happened[], { key, index, step }: Standing): StepHistory {
  let history: StepHistory = { first: null, last: null, doneAt: null };
  let isUndoing = false;
  for (const { at, event } of events) {
    if (event.type === 'rollback_started' || event.type === 'compensation_started') isUndoing = true;
    if (event.type === 'retried') isUndoing = event.content.run?.kind === 'undo';
    if (event.type === 'step_started' && event.data.key === key)
      history = { ...history, first: history.first ?? { at, prior: event.content.prior }, last: null };
    if (event.type !== 'step_finished') continue;
    if (history.first && event.data.step === index) history = { ...history, last: event.data.status };
    else if (!isUndoing && event.data.step === step.action && event.data.status === 'done')
      history = { ...history, doneAt: at };
  }
  return history;
}

export function planStep(
  standing: Standing,
  history: StepHistory,
  context: { readonly charter: Charter; readonly now: Date },
): StepPlan {
  const { action, run, step } = standing;
  const tool = context.charter.tools[action.tool];
  if (!tool) return { kind: 'failed', detail: 'the charter does not have this tool any more' };
  if (run.kind === 'undo' && !isUndoable(tool.name, context.charter))
    return { kind: 'stands', detail: `“${tool.describes}” cannot be taken back, so it stays as it is.` };
  if (tool.hash !== action.toolHash)
    return { kind: 'failed', detail: 'the tool has changed since this was approved' };
  if (run.kind === 'write') return planWrite(tool, action);
  return tool.compensate
    ? planCompensation({ ...standing, tool }, history, context)
    : planRestoring(tool, action, step);
}

function planWrite(tool: Tool, action: Action): PlannedCall {
  return {
    kind: 'call',
    tool,
    arguments: action.arguments,
    expected: action.before && pick(action.before, tool.priorValues),
    desired: writesOf(tool, action.arguments),
  };
}

function planRestoring(tool: Tool, action: Action, { prior, result }: Step): StepPlan {
  if (prior === null)
    return { kind: 'stands', detail: 'What stood there before is not known, so it stays as it is.' };
  const plan = restoring(tool, action, { prior, result });
  if (!plan)
    return {
      kind: 'stands',
      detail: 'This tool cannot write the earlier values back, so it stays as it is.',
    };
  return { kind: 'call', tool, ...plan };
}

function planCompensation(
  { action, step, tool }: Standing & { readonly tool: Tool },
  { first, doneAt }: StepHistory,
  { charter, now }: { readonly charter: Charter; readonly now: Date },
): StepPlan {
  const compensate = tool.compensate;
  const by = compensate && charter.tools[compensate.tool];
  if (!compensate || !by)
    return { kind: 'failed', detail: 'the charter does not have the tool that takes this back' };
  const { withinMs } = compensate;
  // Once begun, it is carried through.
  const askedAt = first?.at ?? now;
  if (withinMs !== null && (!doneAt || askedAt.getTime() - doneAt.getTime() > withinMs))
    return {
      kind: 'stands',
      detail: `This could be taken back for ${duration(withinMs)} only, so it stays as it is.`,
    };
  const known: JsonObject = { arguments: action.arguments, result: step.result ?? {} };
  const filled = Object.entries(compensate.arguments).map(([name, template]): [string, Json | undefined] => [
    name,
    fillTemplate(template, (path) => valueAt(known, path)),
  ]);
  const missing = filled.find(([name, value]) => value === undefined && !by.arguments[name]?.optional);
  if (missing)
    return { kind: 'failed', detail: `“${missing[0]}” is not known, which “${by.describes}” needs` };
  const given = Object.fromEntries(filled.filter((entry): entry is [string, Json] => entry[1] !== undefined));
  return { kind: 'call', tool: by, arguments: given, expected: null, desired: writesOf(by, given) };
}

/** Whether the record tells what became of a call. */
export const isComparable = (tool: Tool): boolean => tool.reads && tool.priorValues.length > 0;

/** How long a call that was cut off may still take effect; 0 when none was made. A clock that was set back adds nothing. */
export function underWayMs({ timeoutMs }: Tool, { startedAt }: Step, now: Date): number {
  const limitMs = timeoutMs + onItsWayMs;
  const restMs = startedAt ? startedAt.getTime() + limitMs - now.getTime() : 0;
  return Math.min(Math.max(restMs, 0), limitMs);
}

/** For what was sent in the last moment and has yet to arrive. */
const onItsWayMs = 2_000;

/** Whether the target still knows the key, so that a call with it cannot take effect twice. */
export function isKeyRemembered(tool: Tool, { first }: StepHistory, now: Date): boolean {
  return (
    first !== null &&
    tool.idempotentByKeyMs !== null &&
    now.getTime() + tool.timeoutMs < first.at.getTime() + tool.idempotentByKeyMs
  );
}

/** Whether the record holds all of these values, of which there must be some. */
export function holds(record: JsonObject, values: JsonObject | null, tool: Tool): boolean {
  return values !== null && Object.keys(values).length > 0 && differing(record, values, tool).length === 0;
}

/** What stands in the way of a call, in words; empty when nothing does. */
export function conflictWords(record: JsonObject, plan: PlannedCall, kind: Run['kind']): string {
  const { expected, desired, tool } = plan;
  const phrases = differing(record, expected ?? {}, tool).map((field) => {
    const now = `${field} is now ${valueWords(record[field])}`;
    const then = valueWords(expected?.[field]);
    if (kind === 'write') return `${now}, it was ${then} when this was approved`;
    return `${now}, this had set it to ${then}, and before that it was ${valueWords(desired[field])}`;
  });
  return phrases.join('; ');
}

function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes % 60 === 0 && minutes > 0) return minutes === 60 ? 'one hour' : `${minutes / 60} hours`;
  return minutes === 1 ? 'one minute' : `${minutes} minutes`;
}
