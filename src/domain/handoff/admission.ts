/**
 * What may come in, whatever door it comes through. An agent of the charter hands in a kind of work that it may, under
 * its name or an alias, with the fields, tools and arguments that the charter declares. Everything that does not
 * fit is said at once, and then nothing is kept.
 */
import type { Charter, TaskType } from '../charter/charter.js';
import { didYouMean } from '../charter/close-names.js';
import { isKnownOption, optionWords } from '../charter/named-options.js';
import { taskTypeNamed } from '../charter/task-type-named.js';
import type { JsonObject } from '../json.js';
import type { Submission, SubmittedAction } from './handoff.js';
import { invalid, readValues, type ValueFault } from './read-values.js';

interface HandedIn {
  /** Its name or an alias. */
  readonly taskType: string;
  readonly agent: string;
  readonly fields: JsonObject;
  readonly submission: Submission;
}

/** The same with every value in its stored form. */
export interface Admitted extends Pick<HandedIn, 'fields' | 'submission'> {
  readonly taskType: TaskType;
}

export function admit(work: HandedIn, charter: Charter): Admitted | readonly ValueFault[] {
  const taskType = taskTypeOf(work, charter);
  if ('code' in taskType) return [taskType];
  const fields = readValues(work.fields, taskType.fields, '/fields');
  const actions = work.submission.actions.map((action, index) =>
    readAction(action, { charter, taskType, at: `/actions/${index}` }),
  );
  const faults = [
    ...statementFaults(work.submission),
    ...optionFaults(work.submission, taskType),
    ...fields.faults,
    ...actions.flatMap((read) => read.faults),
  ];
  if (faults.length) return faults;
  return {
    taskType,
    fields: fields.values,
    submission: { ...work.submission, actions: actions.map(({ action }) => action) },
  };
}

/** Whoever may not submit it learns nothing more about it. */
function taskTypeOf({ agent, taskType: named }: HandedIn, charter: Charter): TaskType | ValueFault {
  const known = Object.hasOwn(charter.agents, agent) ? charter.agents[agent] : undefined;
  if (!known) return { code: 'unknown_agent', detail: agent, pointer: '/agent' };
  const found = taskTypeNamed(charter, named);
  if (!found) {
    const own = Object.values(charter.taskTypes).filter(({ name }) => known.maySubmit.includes(name));
    const hint = didYouMean(
      named,
      own.flatMap(({ name, aliases }) => [name, ...aliases]),
    );
    return { code: 'unknown_task_type', detail: named, pointer: '/task', hint };
  }
  if (known.maySubmit.includes(found.name)) return found;
  return { code: 'may_not_submit', detail: found.name, pointer: '/task' };
}

/** What the agent says of its own work: rules judge by how sure it is, and people read the sentence first. */
function statementFaults({ summary, confidence }: Submission): ValueFault[] {
  return [
    ...(summary.trim() ? [] : [invalid('Give a summary in one sentence.', '/summary')]),
    ...(confidence === null || (confidence >= 0 && confidence <= 1)
      ? []
      : [invalid('This is between 0 and 1.', '/confidence')]),
  ];
}

function optionFaults({ options: named }: Submission, { options }: TaskType): ValueFault[] {
  return named.flatMap((word, index): ValueFault[] => {
    if (isKnownOption(word, options)) return [];
    const known = optionWords(options);
    const hint = didYouMean(word, known) || ` It knows ${known.join(', ')}.`;
    return [{ code: 'unknown_option', detail: word, pointer: `/options/${index}`, hint }];
  });
}

function readAction(
  action: SubmittedAction,
  { charter, taskType, at }: { readonly charter: Charter; readonly taskType: TaskType; readonly at: string },
): { readonly action: SubmittedAction; readonly faults: readonly ValueFault[] } {
  const tool = taskType.tools.includes(action.tool) ? charter.tools[action.tool] : undefined;
  if (!tool) {
    const hint = didYouMean(action.tool, taskType.tools);
    return { action, faults: [{ code: 'unknown_tool', detail: action.tool, pointer: `${at}/tool`, hint }] };
  }
  const missing = Object.entries(tool.arguments)
    .filter(([name, type]) => !type.optional && !Object.hasOwn(action.arguments, name))
    .map(([name]) => invalid(`The argument “${name}” is missing.`, `${at}/arguments`));
  const { values, faults } = readValues(action.arguments, tool.arguments, `${at}/arguments`);
  return { action: { tool: action.tool, arguments: values }, faults: [...missing, ...faults] };
}
