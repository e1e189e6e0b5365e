/**
 * What a command has to know of pauses, limits and budgets before it is decided. Only the beginning of a step and a
 * settling of the level look at them; a click of a person asks for nothing.
 */
import { type BoundsAsked, nothingAsked } from '../bounds.js';
import { taskTypeNamed } from '../charter/task-type-named.js';
import type { Command } from '../command.js';
import type { Handoff } from '../handoff/handoff.js';
import { type AtThatTime, askedToActAlone, askedToBegin } from '../run/holds.js';

export function boundsAsked(handoff: Handoff | null, command: Command, at: AtThatTime): BoundsAsked {
  if (command.type === 'submit') {
    const taskType = taskTypeNamed(at.charter, command.taskType);
    return taskType ? askedToActAlone(taskType.name, at) : nothingAsked;
  }
  if (!handoff) return nothingAsked;
  if (command.type === 'triage' || command.type === 'edit')
    return askedToActAlone(handoff.origin.taskType, at);
  return command.type === 'start_step' ? askedToBegin(handoff, command.step, at) : nothingAsked;
}
