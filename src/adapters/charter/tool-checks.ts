import { placeholderOf, placeholdersIn, valueAt } from '../../domain/charter/call-template.js';
import { readValue } from '../../domain/charter/value.js';
import type { Problem } from '../../tools/written/charter-error.js';
import { leads, type Path } from '../../tools/written/references.js';
import { rootOf, type ToolForm } from '../../tools/written/tool-form.js';
import { formOf, type WrittenTool } from '../../tools/written-tool.js';
import type { WrittenCharter } from './schema.js';
import { toValueType } from './to-charter.js';

/** Whether a tool can be called as it is declared, and whether what it promises about undoing can be kept. */
export function toolChecks(charter: WrittenCharter, name: string, tool: WrittenTool): Problem[] {
  const path = ['tools', name];
  const form = formOf(tool);
  return [
    ...form.problems.map((one) => ({ ...one, path: [...path, ...one.path] })),
    ...form.refers.flatMap((one) => leads('argument', tool.arguments)(one.argument, [...path, ...one.path])),
    ...restoreChecks(tool, form, path),
    ...probeChecks(tool, form, path),
    ...undoChecks(charter, name, tool),
  ];
}

function restoreChecks(tool: WrittenTool, form: ToolForm, path: Path): Problem[] {
  if (tool.risk !== 'reversible') return [];
  if (!form.reads || tool.prior_values.length === 0)
    return [
      { path, problem: 'A reversible tool needs a read and prior_values, so that it can be put back.' },
    ];
  return tool.prior_values.flatMap((field, index): Problem[] =>
    placeholderOf(valueAt(form.writes, field)) === null
      ? [
          {
            path: [...path, 'prior_values', index],
            problem: `“${field}” cannot be put back: ${form.writesFrom} must fill it from an argument, such as $${rootOf(field)}.`,
          },
        ]
      : [],
  );
}

/** A probe is a call like any other, so it has to be one that the tool understands. */
function probeChecks(tool: WrittenTool, form: ToolForm, path: Path): Problem[] {
  const { probe } = tool;
  if (!probe) return [];
  const at = [...path, 'probe'];
  if (!form.reads) return [{ path: at, problem: 'A probe is for a read, and this tool has none.' }];
  const unfit = Object.entries(probe).flatMap(([name, value]): Problem[] => {
    const type = tool.arguments[name];
    const read = type === undefined ? null : readValue(toValueType(type), value);
    return read && 'problem' in read ? [{ path: [...at, name], problem: read.problem }] : [];
  });
  const missing = [...new Set(form.addressedBy)].filter((name) => !Object.hasOwn(probe, name));
  return [
    ...Object.keys(probe).flatMap((name) => leads('argument', tool.arguments)(name, [...at, name])),
    ...unfit,
    ...missing.map((name) => ({ path: at, problem: `The argument “${name}” is missing.` })),
  ];
}

function undoChecks(charter: WrittenCharter, name: string, tool: WrittenTool): Problem[] {
  const path = ['tools', name];
  if (!tool.undo)
    return tool.risk === 'compensable'
      ? [{ path, problem: 'A compensable tool needs an undo that names the tool for it.' }]
      : [];
  const at = [...path, 'undo'];
  const missing = leads('tool', charter.tools)(tool.undo.tool, [...at, 'tool']);
  const by = missing.length ? undefined : charter.tools[tool.undo.tool];
  if (!by) return missing;
  if (tool.undo.tool === name) return [{ path: [...at, 'tool'], problem: 'A tool cannot undo itself.' }];
  return [
    ...Object.entries(tool.undo.arguments).flatMap(([argument, value]) => [
      ...leads('argument', by.arguments)(argument, [...at, 'arguments', argument]),
      ...placeholdersIn(value).flatMap((source) =>
        sourceChecks(tool, source, [...at, 'arguments', argument]),
      ),
    ]),
    ...missingArguments(by, tool.undo.arguments, [...at, 'arguments']),
  ];
}

/** An undo knows the arguments of the call that it takes back, and what that call answered. */
function sourceChecks(tool: WrittenTool, source: string, path: Path): Problem[] {
  const [root, argument] = source.split('.');
  if (root === 'arguments' && argument) return leads('argument', tool.arguments)(argument, path);
  if (root === 'result' && argument) return [];
  return [{ path, problem: `“$${source}” is neither $arguments.name nor $result.name.` }];
}

export function missingArguments(
  tool: WrittenTool,
  given: Readonly<Record<string, unknown>>,
  path: Path,
): Problem[] {
  return Object.entries(tool.arguments).flatMap(([argument, type]) =>
    Object.hasOwn(given, argument) || (typeof type === 'object' && type.optional)
      ? []
      : [{ path, problem: `The argument “${argument}” is missing.` }],
  );
}
