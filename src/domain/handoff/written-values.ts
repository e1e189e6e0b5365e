/**
 * What a call writes, field by field, and how to write back what stood before. The tool says which argument
 * carries which field of the record; a field with a fixed value in it cannot be put back.
 */
import { fillObject, placeholderOf, valueAt } from '../charter/call-template.js';
import type { Tool } from '../charter/charter.js';
import { moneyText } from '../charter/money.js';
import { isMoney } from '../charter/value-type.js';
import type { Json, JsonObject } from '../json.js';
import { canonicalText } from './proposal.js';

/** The values that the tool's fields hold after the call; a field that the call leaves alone is not there. */
export const writesOf = (tool: Tool, given: JsonObject): JsonObject => {
  const written = fillObject(tool.writes, (name) => valueAt(given, name));
  return pick(written, tool.priorValues);
};

/** The arguments of the call that writes the prior values back; null when no such call can be made. */
export const restoringArguments = (tool: Tool, given: JsonObject, prior: JsonObject): JsonObject | null => {
  const fixed = new Set(tool.addressedBy);
  let restored = given;
  for (const field of Object.keys(writesOf(tool, given))) {
    const name = placeholderOf(valueAt(tool.writes, field));
    const value = prior[field];
    if (name === null || value === undefined || fixed.has(rootOf(name))) return null;
    restored = withArgument(restored, name, value);
  }
  return restored === given ? null : restored;
};

export const pick = (record: JsonObject, fields: readonly string[]): JsonObject =>
  Object.fromEntries(
    fields.flatMap((field): [string, Json][] => {
      const value = valueAt(record, field);
      return value === undefined ? [] : [[field, value]];
    }),
  );

/** Fields whose value is another one than expected. */
export const differing = (record: JsonObject, expected: JsonObject): string[] =>
  Object.entries(expected)
    .filter(([field, value]) => canonicalText(record[field] ?? null) !== canonicalText(value))
    .map(([field]) => field);

/** `“won”`, `40.00 EUR`, `empty`. */
export const valueWords = (value: Json | undefined): string => {
  if (value === undefined || value === null || value === '') return 'empty';
  if (isMoney(value)) return moneyText(value);
  const text = typeof value === 'string' ? value : canonicalText(value);
  return `“${text.length > 80 ? `${[...text].slice(0, 79).join('')}…` : text}”`;
};

const rootOf = (name: string): string => name.split('.')[0] ?? name;

const withArgument = (given: JsonObject, name: string, value: Json): JsonObject => {
  const [root = '', ...rest] = name.split('.');
  if (rest.length === 0) return { ...given, [root]: value };
  const inner = given[root];
  const parts = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
  return { ...given, [root]: withArgument(parts as JsonObject, rest.join('.'), value) };
};
