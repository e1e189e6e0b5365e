/**
 * How autonomous the bot is with one handoff. The level is the strictest of the task type's own, of each rule
 * whose condition holds, of what the agent's confidence allows and of what the tools demand. A condition that
 * cannot be evaluated, or an action that contradicts the fields it is judged by, means: a person takes over.
 */
import { type Charter, everyExcluded, type Level, type Rule, type TaskType } from '../charter/charter.js';
import { majorUnits } from '../charter/money.js';
import { offeredOptions } from '../charter/named-options.js';
import { isMoney } from '../charter/value-type.js';
import type { JsonObject } from '../json.js';
import { isQuoted, summaryOfModel } from './extracted.js';
import type { Handoff, Urgency } from './handoff.js';
import type { Policy } from './policy.js';
import { type Action, canonicalText, type Proposal } from './proposal.js';

/** What the rules look at. */
export interface Subject {
  readonly fields: JsonObject;
  readonly flags: readonly string[];
  readonly confidence: number | null;
  readonly account: string | null;
  readonly urgency: Urgency;
  readonly agent: string;
  /** Required fields that have no value yet: what a rule cannot know for want of them is no reason yet. */
  readonly missing: readonly string[];
  /** Names of the fields whose value a model read out of the text. */
  readonly readByModel: readonly string[];
  /** That text. */
  readonly text: string | null;
  /** The ways out that the agent named. */
  readonly options: readonly string[];
  readonly actions: readonly Pick<Action, 'tool' | 'arguments'>[];
}

/** As the handoff stands, or as it is about to stand. */
export const subjectOf = (
  handoff: Handoff,
  {
    fields = handoff.work.fields,
    proposal = handoff.work.proposal,
    missing = handoff.work.missing,
    readByModel = handoff.work.readByModel,
  }: Coming = {},
): Subject => ({
  ...{
    account: handoff.origin.account,
    agent: handoff.origin.agent,
    urgency: handoff.origin.submission.urgency,
  },
  ...{ flags: handoff.origin.submission.flags, confidence: handoff.origin.submission.confidence },
  ...{ options: handoff.origin.submission.options, text: handoff.origin.submission.text },
  ...{ missing, readByModel },
  fields,
  actions: proposal?.actions ?? [],
});

interface Coming {
  readonly fields?: JsonObject;
  readonly missing?: readonly string[];
  readonly readByModel?: readonly string[];
  readonly proposal?: Pick<Proposal, 'actions'> | null;
}

export const settlePolicy = (charter: Charter, taskType: TaskType, subject: Subject): Policy => {
  const facts = factsOf(taskType, subject);
  const rules = applyRules(taskType, facts, subject.missing.length > 0);
  const demands = [
    { level: taskType.level, because: `“${taskType.describes}” is level ${taskType.level} in the charter.` },
    ...rules.demands,
    ...confidenceDemands(taskType, subject.confidence),
    ...toolDemands(charter, subject),
    ...contradictionDemands(subject),
    ...unfilledDemands(charter, subject),
    ...readingDemands(taskType, subject),
    ...exceptionDemands(taskType, subject),
  ].sort((one, other) => other.level - one.level);
  const level = demands[0]?.level ?? 4;
  return {
    level,
    because: demands.filter((demand) => demand.level === level).map((demand) => demand.because),
    mode: charter.mode === 'recommend' ? 'recommend' : taskType.mode,
    channel: taskType.channel,
    exceptionsChannel: charter.exceptions.channel,
    exceptionsOwner: charter.exceptions.owner,
    approverRoles: rules.approvers ?? taskType.approvers?.roles ?? [],
    quorum: Math.max(taskType.approvers?.quorum ?? 1, ...rules.quorums),
    exclude: taskType.approvers?.exclude ?? everyExcluded,
    options: offeredOptions(taskType.options, subject.options),
    escalateTo: taskType.escalateTo,
    rejectCategories: taskType.rejectCategories,
    decideWithinMs: taskType.decideWithinMs,
    expireAfterMs: taskType.expireAfterMs,
    ladder: taskType.ladder,
    calendar: charter.roles[ownerOf(taskType, facts)]?.calendar ?? null,
    approvalValidMs: taskType.approvalValidMs,
    undoWithinMs: taskType.undoWithinMs,
  };
};

/** The role that a rule hands the work to, when one does. */
export const ownerByRule = (taskType: TaskType, subject: Subject): string =>
  ownerOf(taskType, factsOf(taskType, subject));

const ownerOf = (taskType: TaskType, facts: JsonObject): string => {
  const rule = taskType.rules.find((one) => one.owner !== undefined && evaluate(one, facts) === true);
  return rule?.owner ?? taskType.owner;
};

interface Demand {
  readonly level: Level;
  readonly because: string;
}

const applyRules = (taskType: TaskType, facts: JsonObject, isIncomplete: boolean) => {
  const demands: Demand[] = [];
  const quorums: number[] = [];
  let approvers: readonly string[] | null = null;
  for (const rule of taskType.rules) {
    const held = evaluate(rule, facts);
    if (held === 'unknown' && !isIncomplete)
      demands.push({ level: 3, because: `The rule “${rule.when}” could not be checked.` });
    if (held !== true) continue;
    if (rule.level !== undefined)
      demands.push({ level: rule.level, because: `The rule “${rule.when}” applies.` });
    if (rule.quorum !== undefined) quorums.push(rule.quorum);
    // Rules that name others than each other leave only those whom all of them name.
    const named = rule.approvers;
    if (named !== undefined)
      approvers = approvers === null ? named : approvers.filter((role) => named.includes(role));
  }
  return { demands, quorums, approvers };
};

const evaluate = (rule: Rule, facts: JsonObject): boolean | 'unknown' => {
  try {
    return rule.holds(facts);
  } catch {
    // Not swallowed: an unknown condition is itself an answer, the strictest one.
    return 'unknown';
  }
};

const confidenceDemands = (taskType: TaskType, confidence: number | null): Demand[] => {
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
};

const toolDemands = (charter: Charter, subject: Subject): Demand[] =>
  subject.actions.flatMap(({ tool: name }): Demand[] => {
    const tool = charter.tools[name];
    if (!tool) return [{ level: 3, because: `The charter has no tool “${name}”.` }];
    if (tool.risk === 'irreversible') return [{ level: 2, because: `“${tool.describes}” cannot be undone.` }];
    if (tool.customerFacing) return [{ level: 2, because: `The customer sees “${tool.describes}”.` }];
    if (tool.sensitive) return [{ level: 2, because: `“${tool.describes}” touches sensitive data.` }];
    return [];
  });

/** What could not be filled in, such as a mail without its text, is nothing that anybody may say yes to. */
const unfilledDemands = ({ tools }: Charter, { actions, missing }: Subject): Demand[] => {
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
};

/** An agent must not slip past a rule on `amount` with another amount inside the action. */
const contradictionDemands = (subject: Subject): Demand[] =>
  subject.actions.flatMap((action) =>
    Object.entries(action.arguments).flatMap(([name, value]): Demand[] => {
      const field = subject.fields[name];
      if (field === undefined || canonicalText(field) === canonicalText(value)) return [];
      return [{ level: 3, because: `“${name}” in the action differs from “${name}” in the request.` }];
    }),
  );

/** What a model read never lets the bot act alone, but where the charter trusts it and the text says so itself. */
const readingDemands = (taskType: TaskType, { readByModel, fields, text }: Subject): Demand[] => {
  const names = readByModel.filter((name) =>
    name === summaryOfModel
      ? taskType.plan.some((planned) => Object.values(planned.arguments).includes(summaryOfModel))
      : !(taskType.trustExtracted.includes(name) && isQuoted(fields[name], text ?? '')),
  );
  return names.map((name) => ({
    level: 2,
    because: `AI read “${name.replace('$', '')}” out of the text, so a person looks at it.`,
  }));
};

/** Work that asks for an exception from a rule, by its type or by a flag that names one, is never done without a look. */
const exceptionDemands = (taskType: TaskType, { flags }: Subject): Demand[] => {
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
};
const namesRule =
  /(?<!\p{L})(?:policy|policies|rules?|exceptions?|violat\p{L}*|breach\p{L}*|breaks?|broken|exceed\p{L}*|over[ _-]?(?:ride|limit)\p{L}*|limits?|not[ _-]allowed|forbidden|waive[rd]?)(?!\p{L})/iu;

/** What conditions see of a handoff. */
export const factsOf = (taskType: TaskType, subject: Subject): JsonObject => {
  const fields = Object.entries(subject.fields).flatMap(([name, value]): [string, JsonObject[string]][] =>
    isMoney(value)
      ? [
          [name, majorUnits(value)],
          [`${name}_currency`, value.currency],
        ]
      : [[name, value]],
  );
  return {
    ...Object.fromEntries(fields),
    flags: subject.flags,
    ...(subject.confidence === null ? {} : { confidence: subject.confidence }),
    account: subject.account ?? '',
    urgency: subject.urgency,
    task_type: taskType.name,
    handoff_type: taskType.handoffType,
    agent: subject.agent,
  };
};
