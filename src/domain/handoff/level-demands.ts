/**
 * What makes a person look, whatever the charter's own rules say: how sure the agent is, what the tools do, what is not
 * filled in, what a model read out of a text, what contradicts itself and what asks for an exception.
 */
import type { Charter, Level, TaskType } from '../charter/charter.js';
import { isQuoted, summaryOfModel } from './extracted.js';
import { canonicalText } from './proposal.js';
import type { Subject } from './subject.js';

export interface Demand {
  readonly level: Level;
  /** One plain sentence. */
  readonly because: string;
}

export function demandsOf(charter: Charter, taskType: TaskType, subject: Subject): Demand[] {
  return [
    ...confidenceDemands(taskType, subject.confidence),
    ...toolDemands(charter, subject),
    ...contradictionDemands(subject),
    ...unfilledDemands(charter, subject),
    ...readingDemands(taskType, subject),
    ...exceptionDemands(taskType, subject),
  ];
}

function confidenceDemands(taskType: TaskType, confidence: number | null): Demand[] {
  const { approve, takeOver } = taskType.confidence;
  if (confidence === null) return [{ level: 2, because: 'The agent did not say how sure it is.' }];
  const percent = Math.round(confidence * 100);
  if (confidence < takeOver)
    return [
      {
        level: 3,
        because: `The agent is only ${percent} % sure; below ${Math.round(takeOver * 100)} % a person takes over.`,
      },
    ];
  if (confidence < approve)
    return [
      {
        level: 2,
        because: `The agent is ${percent} % sure; below ${Math.round(approve * 100)} % a person decides.`,
      },
    ];
  return [];
}

function toolDemands(charter: Charter, subject: Subject): Demand[] {
  return subject.actions.flatMap(({ tool: name }): Demand[] => {
    const tool = charter.tools[name];
    if (!tool) return [{ level: 3, because: `The charter has no tool “${name}”.` }];
    if (tool.risk === 'irreversible') return [{ level: 2, because: `“${tool.describes}” cannot be undone.` }];
    if (tool.customerFacing) return [{ level: 2, because: `The customer sees “${tool.describes}”.` }];
    if (tool.sensitive) return [{ level: 2, because: `“${tool.describes}” touches sensitive data.` }];
    return [];
  });
}

/** What could not be filled in, such as a mail without its text, is nothing that anybody may say yes to. */
function unfilledDemands({ tools }: Charter, { actions, missing }: Subject): Demand[] {
  // What is asked for already may fill it.
  if (missing.length) return [];
  return actions.flatMap(({ tool: name, arguments: given }): Demand[] => {
    const tool = tools[name];
    const unfilled = Object.entries(tool?.arguments ?? {})
      .filter(([argument, type]) => !type.optional && given[argument] === undefined)
      .map(([argument]) => `“${argument}”`);
    return unfilled.length
      ? [{ level: 3, because: `“${tool?.describes ?? name}” lacks ${unfilled.join(' and ')}.` }]
      : [];
  });
}

/** An agent must not slip past a rule on `amount` with another amount inside the action. */
function contradictionDemands(subject: Subject): Demand[] {
  return subject.actions.flatMap((action) =>
    Object.entries(action.arguments).flatMap(([name, value]): Demand[] => {
      const field = subject.fields[name];
      if (field === undefined || canonicalText(field) === canonicalText(value)) return [];
      return [{ level: 3, because: `“${name}” in the action differs from “${name}” in the request.` }];
    }),
  );
}

/** What a model read never lets the bot act alone, but where the charter trusts it and the text says so itself. */
function readingDemands(taskType: TaskType, { readByModel, fields, text }: Subject): Demand[] {
  const names = readByModel.filter((name) =>
    name === summaryOfModel
      ? taskType.plan.some((planned) => Object.values(planned.arguments).includes(summaryOfModel))
      : !(taskType.trustExtracted.includes(name) && isQuoted(fields[name], text ?? '')),
  );
  return names.map((name) => ({
    level: 2,
    because: `AI read “${name.replace('$', '')}” out of the text, so a person looks at it.`,
  }));
}

/** Work that asks for an exception from a rule, by its type or by a flag that names one, is never done without a look. */
function exceptionDemands(taskType: TaskType, { flags }: Subject): Demand[] {
  const named = flags.find((flag) => namesRule.test(flag));
  return [
    ...(taskType.handoffType === 'exception_escalation'
      ? [{ level: 2 as const, because: 'An exception from a rule is always a person’s to decide.' }]
      : []),
    ...(named === undefined
      ? []
      : [
          { level: 2 as const, because: `The agent flags “${named}”: an exception is a person’s to decide.` },
        ]),
  ];
}
const namesRule =
  /(?<!\p{L})(?:policy|policies|rules?|exceptions?|violat\p{L}*|breach\p{L}*|breaks?|broken|exceed\p{L}*|over[ _-]?(?:ride|limit)\p{L}*|limits?|not[ _-]allowed|forbidden|waive[rd]?)(?!\p{L})/iu;
