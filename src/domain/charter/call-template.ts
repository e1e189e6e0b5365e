/**
 * The charter describes a call as a template: where a text is exactly `$name`, the argument of that name takes
 * its place with its type kept, so money stays an amount with a currency; `$amount.minor` takes one part of it.
 * Any other text stays as it is. An argument that was not given leaves its key out.
 */
import type { Json, JsonObject } from '../json.js';

/** The value that a placeholder's name such as `amount` or `amount.minor` stands for. */
export type LookUp = (name: string) => Json | undefined;

/** `undefined` when the whole template stands for a value that is missing. */
export function fillTemplate(template: Json, lookUp: LookUp): Json | undefined {
  const name = placeholderOf(template);
  if (name !== null) return lookUp(name);
  if (isList(template)) return template.flatMap((item) => fillTemplate(item, lookUp) ?? []);
  if (isObject(template)) return fillObject(template, lookUp);
  return template;
}

export function fillObject(template: JsonObject, lookUp: LookUp): JsonObject {
  return Object.fromEntries(
    Object.entries(template).flatMap(([key, value]) => {
      const filled = fillTemplate(value, lookUp);
      return filled === undefined ? [] : [[key, filled]];
    }),
  );
}

/** `stage` for `$stage`, null for any text that is not a placeholder. */
export function placeholderOf(value: Json | undefined): string | null {
  return typeof value === 'string' ? (/^\$([A-Za-z_]\w*(?:\.\w+)*)$/.exec(value)?.[1] ?? null) : null;
}

/** Names of all placeholders in a template. */
export function placeholdersIn(template: Json): string[] {
  const name = placeholderOf(template);
  if (name !== null) return [name];
  if (isList(template)) return template.flatMap(placeholdersIn);
  return isObject(template) ? Object.values(template).flatMap(placeholdersIn) : [];
}

/** The value under a field's own name, else along a path such as `properties.stage`. */
export function valueAt(record: Json | undefined, field: string): Json | undefined {
  if (!isObject(record)) return undefined;
  if (Object.hasOwn(record, field)) return record[field];
  const dot = field.indexOf('.');
  return dot < 0 ? undefined : valueAt(valueAt(record, field.slice(0, dot)), field.slice(dot + 1));
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
