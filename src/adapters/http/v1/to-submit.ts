import type { Charter, TaskType } from '../../../domain/charter/charter.js';
import { type Read, readArgument, readValue } from '../../../domain/charter/value.js';
import type { Submit } from '../../../domain/command.js';
import { handoffId, personId } from '../../../domain/ids.js';
import { type Json, type JsonObject, pointerPart } from '../../../domain/json.js';
import type { Clock } from '../../../ports/clock.js';
import type { SubmittedBody } from '../body.js';
import { problem } from '../problem.js';

export interface Submitter {
  readonly agent: string;
  readonly charter: Charter;
  readonly clock: Clock;
}

/** The command that a body asks for. Throws a problem when the charter does not allow it or a value does not fit. */
export const toSubmit = (body: SubmittedBody, { agent, charter, clock }: Submitter): Submit => {
  const taskType = taskTypeOf(body.task, charter);
  if (!charter.agents[agent]?.maySubmit.includes(taskType.name))
    throw problem(
      403,
      `The agent “${agent}” may not submit “${taskType.name}”; the charter lists what it may.`,
      { pointer: '/task' },
    );
  return {
    type: 'submit',
    id: handoffId(`h_${clock.newId()}`),
    workspaceId: 'default',
    taskType: taskType.name,
    agent,
    requester: body.requester ? personId(body.requester) : null,
    account: body.account ?? body.client ?? null,
    fields: readAll(body.fields, (name, value) => readField(taskType, name, value), '/fields'),
    submission: {
      summary: body.summary ?? firstSentence(body.text ?? ''),
      confidence: body.confidence ?? null,
      flags: body.flags,
      recommendedAction: body.recommended_action ?? null,
      options: body.options,
      urgency: body.urgency,
      text: body.text ?? null,
      draft: body.draft_response ?? null,
      actions: body.actions.map((action, index) => ({
        tool: action.tool,
        arguments: argumentsOf(action, { charter, taskType, at: `/actions/${index}` }),
      })),
    },
    packet: packetOf(body),
    nonce: clock.newId(),
  };
};

const taskTypeOf = (task: string, charter: Charter): TaskType => {
  const found = Object.values(charter.taskTypes).find(
    ({ name, aliases }) => name === task || aliases.includes(task),
  );
  if (!found) throw problem(422, `The charter has no task type “${task}”.`, { pointer: '/task' });
  return found;
};

const argumentsOf = (
  action: SubmittedBody['actions'][number],
  { charter, taskType, at }: { readonly charter: Charter; readonly taskType: TaskType; readonly at: string },
): JsonObject => {
  const tool = charter.tools[action.tool];
  if (!tool || !taskType.tools.includes(action.tool))
    throw problem(422, `The tool “${action.tool}” is not among those of “${taskType.name}”.`, {
      pointer: `${at}/tool`,
    });
  const missing = Object.entries(tool.arguments).find(
    ([name, type]) => !type.optional && !(name in action.arguments),
  );
  if (missing) throw problem(422, `The argument “${missing[0]}” is missing.`, { pointer: `${at}/arguments` });
  return readAll(action.arguments, (name, value) => readArgument(tool, name, value), `${at}/arguments`);
};

const readAll = (
  given: Readonly<Record<string, Json>>,
  readOne: (name: string, value: Json) => Read,
  pointer: string,
): JsonObject =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const read = readOne(name, value);
      if ('problem' in read) throw problem(422, read.problem, { pointer: `${pointer}/${pointerPart(name)}` });
      return [name, read.value];
    }),
  );

const readField = ({ fields }: TaskType, name: string, value: Json): Read => {
  const type = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return type ? readValue(type, value) : { problem: `The charter has no “${name}” here.` };
};

const packetOf = ({ packet, links }: SubmittedBody): Submit['packet'] => ({
  links,
  ...(packet?.goal ? { goal: packet.goal } : {}),
  ...(packet?.what_happened ? { whatHappened: packet.what_happened } : {}),
  ...(packet?.current_state ? { currentState: packet.current_state } : {}),
  ...(packet?.decisions_made ? { decisionsMade: packet.decisions_made } : {}),
  ...(packet?.already_done ? { alreadyDone: packet.already_done } : {}),
  ...(packet?.must_not_change ? { mustNotChange: packet.must_not_change } : {}),
  ...(packet?.open_questions ? { openQuestions: packet.open_questions } : {}),
  ...(packet?.next_action ? { nextAction: packet.next_action } : {}),
  ...(packet?.definition_of_done ? { definitionOfDone: packet.definition_of_done } : {}),
});

const firstSentence = (text: string): string =>
  /^.{1,199}?[.!?](?=\s|$)/su.exec(text)?.[0] ?? [...text].slice(0, 200).join('');
