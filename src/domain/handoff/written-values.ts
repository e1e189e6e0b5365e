/**
 * What a call writes, field by field, and how to write back what stood before. The tool says which argument
 * carries which field of the record; a field with a fixed value in it cannot be put back.
 */
import { fillObject, placeholderOf, valueAt } from '../charter/call-template.js';
import type { Tool } from '../charter/charter.js';
import { countedFor } from '../charter/money.js';
import { isSameValue, type Writing } from '../charter/same-value.js';
import type { ValueType } from '../charter/value-type.js';
import type { Json, JsonObject } from '../json.js';

/** The values that the tool's fields hold after the call; a field that the call leaves alone is not there. */
export function writesOf(tool: Tool, given: JsonObject): JsonObject {
  const counted = countedFor(tool.money ?? 'minor', given);
  const written = fillObject(tool.writes, (name) => valueAt(counted, name));
  return pick(written, tool.priorValues);
}

/** The arguments of the call that writes the prior values back; null when no such call can be made. */
export function restoringArguments(tool: Tool, given: JsonObject, prior: JsonObject): JsonObject | null {
  const fixed = new Set(tool.addressedBy);
  let restored = given;
  for (const field of Object.keys(writesOf(tool, given))) {
    const name = placeholderOf(valueAt(tool.writes, field));
    const value = prior[field];
    if (name === null || value === undefined || fixed.has(rootOf(name))) return null;
    restored = withArgument(restored, name, value);
  }
  return restored === given ? null : restored;
}

export function pick(record: JsonObject, fields: readonly string[]): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field): [string, Json][] => {
      const value = valueAt(record, field);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

/** Fields whose value is another one than expected, however the two are written. */
export function differing(record: JsonObject, expected: JsonObject, tool: Tool): string[] {
  return Object.entries(expected)
    .filter(([field, value]) => !isSameValue(record[field], value, writingOf(tool, field)))
    .map(([field]) => field);
}

/** How the tool's target writes a field, and the type of the argument that fills it. */
function writingOf({ target, writes, arguments: types }: Tool, field: string): Writing {
  const type = typeOf(placeholderOf(valueAt(writes, field)), types);
  return {
    ...(type ? { type } : {}),
    tellsEmptyFromNone: target.kind === 'sql',
    padsText: target.kind === 'sql',
    namesEmoji: target.kind === 'slack',
  };
}

function typeOf(placeholder: string | null, types: Tool['arguments']): ValueType | undefined {
  if (placeholder === null) return undefined;
  const [root = '', part] = placeholder.split('.');
  if (part === undefined) return types[root];
  return part === 'currency' ? { kind: 'string' } : { kind: 'number' };
}

const rootOf = (name: string): string => name.split('.')[0] ?? name;

function withArgument(given: JsonObject, name: string, value: Json): JsonObject {
  const [root = '', ...rest] = name.split('.');
  if (rest.length === 0) return { ...given, [root]: value };
  const inner = given[root];
  const parts = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
  return { ...given, [root]: withArgument(parts as JsonObject, rest.join('.'), value) };
}
