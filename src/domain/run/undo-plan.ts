/**
 * What an undo will do, said before anybody asks for it and followed when it is done. Newest first, each action is
 * compensated by the tool that the charter names for it, or its earlier values are written back over what it wrote. What
 * is irreversible, or whose earlier values are not known or cannot be written, stays as it is.
 */
import type { Charter, Tool } from '../charter/charter.js';
import type { Handoff } from '../handoff/handoff.js';
import type { Action } from '../handoff/proposal.js';
import { changedSomething, type Step } from '../handoff/run.js';
import { pick, restoringArguments, writesOf } from '../handoff/written-values.js';
import type { Json, JsonObject } from '../json.js';

export type Undoing =
  | { readonly kind: 'restores'; readonly tool: Tool; readonly fields: readonly RestoredField[] }
  | { readonly kind: 'compensates'; readonly tool: Tool }
  | { readonly kind: 'stays'; readonly tool: Tool };

export interface RestoredField {
  readonly name: string;
  readonly from: Json | undefined;
  readonly to: Json;
}

/** One entry for each action that changed something, newest first. */
export function undoPlan({ execution: { run }, work: { proposal } }: Handoff, charter: Charter): Undoing[] {
  return (run?.steps ?? [])
    .filter(changedSomething)
    .toReversed()
    .flatMap((step) => {
      const action = proposal?.actions[step.action];
      const tool = action && charter.tools[action.tool];
      return action && tool ? [undoing(tool, action, step)] : [];
    });
}

/** Whether an action of this tool can be taken back at all. */
export function isUndoable(toolName: string, charter: Charter): boolean {
  const tool = charter.tools[toolName];
  if (!tool) return false;
  return tool.compensate !== undefined || (tool.risk !== 'irreversible' && tool.priorValues.length > 0);
}

export interface Restoring {
  readonly arguments: JsonObject;
  /** What it wrote, which must still stand there. */
  readonly expected: JsonObject;
  /** What stood there before. */
  readonly desired: JsonObject;
}

/** The call that writes the earlier values back; null when this tool cannot. */
export function restoring(
  tool: Tool,
  action: Action,
  { prior, result }: { readonly prior: JsonObject; readonly result: JsonObject | null },
): Restoring | null {
  const restored = restoringArguments(tool, action.arguments, prior);
  if (!restored) return null;
  const written = writesOf(tool, action.arguments);
  // What the record really held after the write, where it was read back: not always written as it was asked of it.
  const expected = { ...written, ...pick(result ?? {}, Object.keys(written)) };
  return { arguments: restored, expected, desired: writesOf(tool, restored) };
}

function undoing(tool: Tool, action: Action, { prior, result }: Step): Undoing {
  if (tool.compensate) return { kind: 'compensates', tool };
  const plan = tool.risk !== 'irreversible' && prior ? restoring(tool, action, { prior, result }) : null;
  if (!plan) return { kind: 'stays', tool };
  const fields = Object.entries(plan.desired).map(([name, to]) => ({ name, from: plan.expected[name], to }));
  return { kind: 'restores', tool, fields };
}
