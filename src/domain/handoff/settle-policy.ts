/**
 * How autonomous the bot is with one handoff. The level is the strictest of the task type's own, of each rule
 * whose condition holds, of what the agent's confidence allows and of what the tools demand. A condition that
 * cannot be evaluated, or an action that contradicts the fields it is judged by, means: a person takes over.
 */
import { type Charter, everyExcluded, type Rule, type TaskType } from '../charter/charter.js';
import { majorUnits } from '../charter/money.js';
import { offeredOptions } from '../charter/named-options.js';
import { isMoney } from '../charter/value-type.js';
import type { JsonObject } from '../json.js';
import { type Demand, demandsOf } from './level-demands.js';
import type { Policy } from './policy.js';
import type { Subject } from './subject.js';

export function settlePolicy(charter: Charter, taskType: TaskType, subject: Subject): Policy {
  const facts = factsOf(taskType, subject);
  const rules = applyRules(taskType, facts, subject.missing.length > 0);
  const demands = [
    { level: taskType.level, because: `“${taskType.describes}” is level ${taskType.level} in the charter.` },
    ...rules.demands,
    ...demandsOf(charter, taskType, subject),
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
}

/** The role that a rule hands the work to, when one does. */
export function ownerByRule(taskType: TaskType, subject: Subject): string {
  return ownerOf(taskType, factsOf(taskType, subject));
}

function ownerOf(taskType: TaskType, facts: JsonObject): string {
  const rule = taskType.rules.find((one) => one.owner !== undefined && evaluate(one, facts) === true);
  return rule?.owner ?? taskType.owner;
}

function applyRules(taskType: TaskType, facts: JsonObject, isIncomplete: boolean) {
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
}

function evaluate(rule: Rule, facts: JsonObject): boolean | 'unknown' {
  try {
    return rule.holds(facts);
  } catch {
    // Not swallowed: an unknown condition is itself an answer, the strictest one.
    return 'unknown';
  }
}

/** What conditions see of a handoff. */
export function factsOf(taskType: TaskType, subject: Subject): JsonObject {
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
}
