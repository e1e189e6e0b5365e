import type { Agent, Charter, Role, Rule, TaskType, Tool } from '../../domain/charter/charter.js';
import type { ValueType } from '../../domain/charter/value-type.js';
import { canonicalText, sha256 } from '../../domain/handoff/proposal.js';
import { personId } from '../../domain/ids.js';
import type { Json } from '../../domain/json.js';
import { formOf, type WrittenTool } from '../../tools/written-tool.js';
import type { Condition } from './conditions.js';
import type { WrittenCharter, WrittenTaskType, WrittenValueType } from './schema.js';
import { type HolidayDates, toCalendar } from './time/calendars.js';
import { toRung } from './time/ladders.js';
import { toPaging } from './time/paging.js';
import { toPeople } from './time/people.js';
import { toRota } from './time/rotas.js';

interface Given {
  /** The compiled conditions of a task type, by their source. */
  readonly conditionsOf: (taskType: string) => Readonly<Record<string, Condition>>;
  readonly holidays: HolidayDates;
}

/** The written charter in the domain's words. */
export function toCharter(written: WrittenCharter, text: string, { conditionsOf, holidays }: Given): Charter {
  return {
    hash: sha256(text),
    organization: written.organization,
    timezone: written.timezone,
    mode: written.mode,
    exceptions: {
      channel: written.exceptions.channel,
      owner: written.exceptions.owner,
      remindEveryMs: written.exceptions.remind_every,
    },
    nudging: {
      perDay: written.nudges.per_day,
      digestFrom: written.nudges.digest_from,
      quiet: written.nudges.quiet_hours ?? null,
    },
    breakGlass: written.break_glass?.role ?? null,
    paging: written.paging ? toPaging(written.paging) : null,
    agents: mapped(written.agents, toAgent),
    roles: mapped(written.roles, toRole),
    calendars: mapped(written.calendars, (calendar) => toCalendar(calendar, holidays)),
    rotas: mapped(written.rotas, toRota),
    people: toPeople(written.people, written.timezone),
    tools: mapped(written.tools, toTool),
    taskTypes: mapped(written.task_types, (taskType, name) =>
      toTaskType(taskType, { name, written, conditions: conditionsOf(name) }),
    ),
  };
}

function toAgent(agent: WrittenCharter['agents'][string], name: string): Agent {
  return {
    name,
    tokenEnv: agent.token_env,
    maySubmit: agent.may_submit,
    ...(agent.owner ? { owner: personId(agent.owner) } : {}),
  };
}

function toRole(role: WrittenCharter['roles'][string], name: string): Role {
  return {
    name,
    users: (role.users ?? []).map(personId),
    ...(role.usergroup ? { usergroup: role.usergroup } : {}),
    ...(role.manager ? { manager: role.manager } : {}),
    ...(role.calendar ? { calendar: role.calendar } : {}),
  };
}

function mapped<From, To>(
  from: Record<string, From>,
  map: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(from).map(([name, value]) => [name, map(value, name)]));
}

export function toValueType(written: WrittenValueType): ValueType {
  if (typeof written === 'string') return { kind: written };
  const optional = written.optional ? { optional: true } : {};
  if ('enum' in written) return { kind: 'enum', options: written.enum, ...optional };
  return {
    kind: written.type,
    ...(written.max_length ? { maxLength: written.max_length } : {}),
    ...(written.negative ? { negative: true } : {}),
    ...optional,
  };
}

function toTool({ probe, limits, ...tool }: WrittenTool, name: string): Tool {
  const { target, variables, postsIn, reads, writes, addressedBy } = formOf(tool);
  return {
    name,
    describes: tool.describes,
    hash: sha256(canonicalText(JSON.parse(JSON.stringify(tool)) as Json)),
    arguments: mapped(tool.arguments, toValueType),
    risk: tool.risk,
    customerFacing: tool.customer_facing,
    sensitive: tool.sensitive,
    priorValues: tool.prior_values,
    idempotentByKeyMs: tool.idempotent_by_key ?? null,
    ...(tool.undo ? { compensate: toCompensation(tool.undo) } : {}),
    timeoutMs: tool.timeout,
    reads,
    ...(probe ? { probe } : {}),
    ...(limits ? { limits } : {}),
    ...(tool.money ? { money: tool.money } : {}),
    writes,
    addressedBy,
    target,
    variables,
    ...(postsIn ? { postsIn } : {}),
  };
}

function toCompensation(undo: NonNullable<WrittenTool['undo']>): NonNullable<Tool['compensate']> {
  return {
    tool: undo.tool,
    arguments: undo.arguments,
    withinMs: undo.within ?? null,
  };
}

function toTaskType(
  taskType: WrittenTaskType,
  of: {
    readonly name: string;
    readonly written: WrittenCharter;
    readonly conditions: Readonly<Record<string, Condition>>;
  },
): TaskType {
  return {
    name: of.name,
    aliases: taskType.aliases,
    describes: taskType.describes,
    handoffType: taskType.handoff_type,
    mode: taskType.mode ?? of.written.mode,
    level: taskType.level,
    channel: taskType.channel,
    owner: taskType.owner,
    fields: mapped(taskType.fields, toValueType),
    approvers: approversOf(taskType),
    readers: taskType.readers,
    rules: taskType.rules.map((rule) => toRule(rule, of.conditions[rule.when] ?? cannotHold)),
    options: taskType.options,
    escalateTo: taskType.escalate_to,
    decideWithinMs: taskType.sla.decide_within,
    expireAfterMs: taskType.sla.expire_after,
    ladder: (of.written.ladders[taskType.ladder] ?? []).map(toRung),
    conditions: of.conditions,
    tools: taskType.tools,
    plan: taskType.plan,
    confidence: { approve: taskType.confidence.approve, takeOver: taskType.confidence.take_over },
    trustExtracted: taskType.trust_extracted,
    ...(taskType.budget ? { budget: taskType.budget } : {}),
    approvalValidMs: taskType.approval_valid_for,
    undoWithinMs: taskType.undo_within,
    rejectCategories: taskType.reject_categories,
  };
}

function approversOf({ approvers }: WrittenTaskType): TaskType['approvers'] {
  return approvers
    ? {
        roles: [...(approvers.role ? [approvers.role] : []), ...(approvers.roles ?? [])],
        quorum: approvers.quorum,
        exclude: approvers.exclude,
      }
    : null;
}

function toRule(rule: WrittenTaskType['rules'][number], holds: Condition): Rule {
  return {
    when: rule.when,
    holds,
    ...(rule.level ? { level: rule.level } : {}),
    ...(rule.quorum ? { quorum: rule.quorum } : {}),
    ...(rule.approvers ? { approvers: rule.approvers } : {}),
    ...(rule.owner ? { owner: rule.owner } : {}),
  };
}

const cannotHold: Condition = () => {
  throw new Error('This condition was never compiled.');
};
