import type { Json } from '../../domain/json.js';
import { didYouMean, type Problem } from './charter-error.js';
import type { WrittenCharter, WrittenTaskType, WrittenTool } from './schema.js';

/** What a schema cannot see: whether names lead somewhere, and whether what is promised can be kept. */
export const crossChecks = (charter: WrittenCharter): Problem[] => [
  ...roleChecks(charter),
  ...ladderChecks(charter),
  ...Object.entries(charter.tools).flatMap(([name, tool]) => toolChecks(charter, name, tool)),
  ...Object.entries(charter.task_types).flatMap(([name, type]) => taskTypeChecks(charter, name, type)),
  ...Object.entries(charter.agents).flatMap(([name, agent]) =>
    agent.may_submit.flatMap((taskType, index) =>
      leads('task type', charter.task_types)(taskType, ['agents', name, 'may_submit', index]),
    ),
  ),
  ...leads('role', charter.roles)(charter.exceptions.owner, ['exceptions', 'owner']),
];

type Path = (string | number)[];

/** Asks whether names of one kind lead somewhere. */
const leads =
  (kind: string, known: Record<string, unknown>) =>
  (name: string, path: Path): Problem[] =>
    name in known
      ? []
      : [{ path, problem: `There is no ${kind} “${name}”.${didYouMean(name, Object.keys(known))}` }];

const roleChecks = ({ roles }: WrittenCharter): Problem[] =>
  Object.entries(roles).flatMap(([name, role]): Problem[] => {
    const path = ['roles', name];
    const nobody = !role.usergroup && !role.users?.length;
    return [
      ...(nobody ? [{ path, problem: 'Nobody is in this role: give it a usergroup or users.' }] : []),
      ...(role.manager ? leads('role', roles)(role.manager, [...path, 'manager']) : []),
      ...(leadsToItself(name, roles)
        ? [{ path: [...path, 'manager'], problem: 'The managers lead in a circle.' }]
        : []),
    ];
  });

const leadsToItself = (name: string, roles: WrittenCharter['roles']): boolean => {
  const passed = new Set<string>();
  for (let at = roles[name]?.manager; at && !passed.has(at); at = roles[at]?.manager) {
    if (at === name) return true;
    passed.add(at);
  }
  return false;
};

const ladderChecks = ({ ladders, roles }: WrittenCharter): Problem[] =>
  Object.entries(ladders).flatMap(([name, rungs]) =>
    rungs.flatMap(({ who, at }, index): Problem[] => {
      const path = ['ladders', name, index];
      const before = rungs[index - 1]?.at;
      const isBack =
        before &&
        (at.percentOfSla < before.percentOfSla ||
          (at.percentOfSla === before.percentOfSla && at.plusMs < before.plusMs));
      return [
        ...(who === 'owner' || who === 'owner.manager' ? [] : leads('role', roles)(who, [...path, 'who'])),
        ...(isBack ? [{ path: [...path, 'at'], problem: 'This rung comes before the one above it.' }] : []),
      ];
    }),
  );

const toolChecks = (charter: WrittenCharter, name: string, tool: WrittenTool): Problem[] => {
  const path = ['tools', name];
  const undeclared = (call: 'read' | 'write'): Problem[] =>
    placeholders(tool[call]).flatMap((argument) =>
      leads('argument', tool.arguments)(argument, [...path, call]),
    );
  const cannotUndo = tool.risk === 'reversible' && (!tool.read || tool.prior_values.length === 0);
  const cannotCompensate = tool.risk === 'compensable' && !tool.undo;
  return [
    ...undeclared('read'),
    ...undeclared('write'),
    ...(tool.undo ? leads('tool', charter.tools)(tool.undo.tool, [...path, 'undo', 'tool']) : []),
    ...(cannotUndo
      ? [{ path, problem: 'A reversible tool needs a read and prior_values, so that it can be put back.' }]
      : []),
    ...(cannotCompensate
      ? [{ path, problem: 'A compensable tool needs an undo that names the tool for it.' }]
      : []),
  ];
};

/** Names in `{name}` of the path and in `$name` of the body. */
const placeholders = (call: WrittenTool['read']): string[] => {
  if (!call) return [];
  const inPath = [...call.path.matchAll(/\{[+#./;?&]?(\w+)\*?\}/g)].map((found) => found[1] ?? '');
  return [...inPath, ...textsOf(call.body ?? null).flatMap((text) => /^\$(\w+)/.exec(text)?.[1] ?? [])];
};

const textsOf = (value: Json): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => textsOf(inner as Json));
};

const taskTypeChecks = (charter: WrittenCharter, name: string, type: WrittenTaskType): Problem[] => {
  const path = ['task_types', name];
  const { roles, tools } = charter;
  const approvers = [
    ...(type.approvers?.role ? [type.approvers.role] : []),
    ...(type.approvers?.roles ?? []),
  ];
  const nobody = approvers.length === 0 && type.level < 3;
  return [
    ...leads('role', roles)(type.owner, [...path, 'owner']),
    ...leads('ladder', charter.ladders)(type.ladder, [...path, 'ladder']),
    ...approvers.flatMap((role) => leads('role', roles)(role, [...path, 'approvers'])),
    ...(nobody ? [{ path: [...path, 'approvers'], problem: 'Nobody may approve this: name a role.' }] : []),
    ...Object.entries(type.options).flatMap(([option, { owner }]) =>
      leads('role', roles)(owner, [...path, 'options', option, 'owner']),
    ),
    ...type.rules.flatMap((rule, index) => [
      ...(rule.owner ? leads('role', roles)(rule.owner, [...path, 'rules', index, 'owner']) : []),
      ...(rule.approvers ?? []).flatMap((role) =>
        leads('role', roles)(role, [...path, 'rules', index, 'approvers']),
      ),
    ]),
    ...type.tools.flatMap((tool, index) => leads('tool', tools)(tool, [...path, 'tools', index])),
    ...type.plan.flatMap((planned, index) =>
      planChecks(charter, { type, planned, path: [...path, 'plan', index] }),
    ),
  ];
};

const planChecks = (
  { tools }: WrittenCharter,
  at: {
    readonly type: WrittenTaskType;
    readonly planned: WrittenTaskType['plan'][number];
    readonly path: Path;
  },
): Problem[] => {
  const { type, planned, path } = at;
  const tool = tools[planned.tool];
  if (!tool) return leads('tool', tools)(planned.tool, [...path, 'tool']);
  const notAllowed = type.tools.includes(planned.tool)
    ? []
    : [{ path: [...path, 'tool'], problem: `“${planned.tool}” is not in this task type’s tools.` }];
  const sources = [
    'draft',
    'client',
    'account',
    'summary',
    ...Object.keys(type.fields).map((field) => `fields.${field}`),
  ];
  const known = Object.fromEntries(sources.map((source) => [source, true]));
  return [
    ...notAllowed,
    ...Object.entries(planned.arguments).flatMap(([argument, value]) => [
      ...leads('argument', tool.arguments)(argument, [...path, 'arguments', argument]),
      ...(typeof value === 'string' && value.startsWith('$')
        ? leads('source', known)(value.slice(1), [...path, 'arguments', argument])
        : []),
    ]),
  ];
};
