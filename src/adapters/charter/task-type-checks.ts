import { readValue } from '../../domain/charter/value.js';
import type { Problem } from '../../tools/written/charter-error.js';
import { leads, type Path } from '../../tools/written/references.js';
import { alwaysKnown } from './conditions.js';
import type { WrittenCharter, WrittenTaskType } from './schema.js';
import { toValueType } from './to-charter.js';
import { missingArguments } from './tool-checks.js';

/** Whether the work of one type can reach people and tools that exist, in an order of time that makes sense. */
export function taskTypeChecks(charter: WrittenCharter, name: string, type: WrittenTaskType): Problem[] {
  const path = ['task_types', name];
  const role = leads('role', charter.roles);
  return [
    ...role(type.owner, [...path, 'owner']),
    ...leads('ladder', charter.ladders)(type.ladder, [...path, 'ladder']),
    ...approverChecks(charter, type, path),
    ...Object.entries(type.options).flatMap(([option, { owner }]) =>
      role(owner, [...path, 'options', option, 'owner']),
    ),
    ...type.rules.flatMap((rule, index) => [
      ...(rule.owner ? role(rule.owner, [...path, 'rules', index, 'owner']) : []),
      ...(rule.approvers ?? []).flatMap((approver, at) =>
        role(approver, [...path, 'rules', index, 'approvers', at]),
      ),
    ]),
    ...(type.readers === 'channel' ? [] : type.readers).flatMap((one, index) =>
      role(one, [...path, 'readers', index]),
    ),
    ...type.escalate_to.flatMap((one, index) => role(one, [...path, 'escalate_to', index])),
    ...type.tools.flatMap((tool, index) => leads('tool', charter.tools)(tool, [...path, 'tools', index])),
    ...fieldChecks(type, path),
    ...aloneChecks(type, path),
    ...timeChecks(type, path),
    ...type.plan.flatMap((planned, index) =>
      planChecks(charter, { type, planned, path: [...path, 'plan', index] }),
    ),
  ];
}

function approverChecks({ roles }: WrittenCharter, type: WrittenTaskType, path: Path): Problem[] {
  const { role, roles: several = [], quorum = 1 } = type.approvers ?? {};
  const named = [...(role ? [role] : []), ...several];
  const at = [...path, 'approvers'];
  if (named.length === 0)
    return type.level < 3 ? [{ path: at, problem: 'Nobody may approve this: name a role.' }] : [];
  const unknown = [
    ...(role ? leads('role', roles)(role, [...at, 'role']) : []),
    ...several.flatMap((one, index) => leads('role', roles)(one, [...at, 'roles', index])),
  ];
  if (unknown.length || named.some((one) => roles[one]?.usergroup)) return unknown;
  const people = new Set(named.flatMap((one) => roles[one]?.users ?? []));
  return quorum > people.size
    ? [{ path: [...at, 'quorum'], problem: `Only ${people.size} may approve this, so ${quorum} never can.` }]
    : [];
}

/** A rule sees fields by name, so a field may not hide what every rule sees. */
function fieldChecks({ fields }: WrittenTaskType, path: Path): Problem[] {
  return Object.keys(fields).flatMap((field): Problem[] => {
    const at = [...path, 'fields', field];
    const money = field.replace(/_currency$/, '');
    if (!/^[A-Za-z]\w*$/.test(field))
      return [{ path: at, problem: 'A field has letters, digits and “_” only, so that rules can name it.' }];
    if (alwaysKnown.includes(field))
      return [{ path: at, problem: `Rules already know another “${field}”: choose another name.` }];
    const type = Object.hasOwn(fields, money) ? fields[money] : undefined;
    return money !== field && type && toValueType(type).kind === 'money'
      ? [{ path: at, problem: `Rules already know “${field}” as the currency of “${money}”.` }]
      : [];
  });
}

/** Where nobody looks, nothing may be an exception, and the model is trusted with nothing that the type has not. */
function aloneChecks(
  { level, handoff_type, trust_extracted, fields }: WrittenTaskType,
  path: Path,
): Problem[] {
  return [
    ...(level === 1 && handoff_type === 'exception_escalation'
      ? [
          {
            path: [...path, 'level'],
            problem: 'An exception from a rule is a person’s to decide: level 2 or more.',
          },
        ]
      : []),
    ...trust_extracted.flatMap((one, index) =>
      leads('field', fields)(one, [...path, 'trust_extracted', index]),
    ),
  ];
}

function timeChecks({ sla, confidence }: WrittenTaskType, path: Path): Problem[] {
  return [
    ...(sla.decide_within > 0
      ? []
      : [{ path: [...path, 'sla', 'decide_within'], problem: 'This must be longer than nothing.' }]),
    ...(sla.expire_after >= sla.decide_within
      ? []
      : [{ path: [...path, 'sla', 'expire_after'], problem: 'This ends before the time to decide does.' }]),
    ...(confidence.take_over <= confidence.approve
      ? []
      : [{ path: [...path, 'confidence', 'take_over'], problem: 'This cannot be higher than “approve”.' }]),
  ];
}

interface Planned {
  readonly type: WrittenTaskType;
  readonly planned: WrittenTaskType['plan'][number];
  readonly path: Path;
}

function planChecks({ tools }: WrittenCharter, { type, planned, path }: Planned): Problem[] {
  const unknown = leads('tool', tools)(planned.tool, [...path, 'tool']);
  const tool = unknown.length ? undefined : tools[planned.tool];
  if (!tool) return unknown;
  const sources = ['draft', 'client', 'account', 'summary'].concat(
    Object.keys(type.fields).map((field) => `fields.${field}`),
  );
  const known = Object.fromEntries(sources.map((source) => [source, true]));
  return [
    ...(type.tools.includes(planned.tool)
      ? []
      : [{ path: [...path, 'tool'], problem: `“${planned.tool}” is not in this task type’s tools.` }]),
    ...missingArguments(tool, planned.arguments, [...path, 'arguments']),
    ...Object.entries(planned.arguments).flatMap(([argument, value]): Problem[] => {
      const at = [...path, 'arguments', argument];
      const declared = Object.hasOwn(tool.arguments, argument) ? tool.arguments[argument] : undefined;
      if (!declared) return leads('argument', tool.arguments)(argument, at);
      if (typeof value === 'string' && value.startsWith('$'))
        return leads('source', known)(value.slice(1), at);
      const read = readValue(toValueType(declared), value);
      return 'problem' in read ? [{ path: at, problem: read.problem }] : [];
    }),
  ];
}
