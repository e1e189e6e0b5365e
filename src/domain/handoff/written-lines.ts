/**
 * What an action does to its record, one line for each thing that is written: from what the tool writes, whatever its
 * arguments are called. What stands in the record and stays is a line as well.
 */
import { placeholderOf, valueAt } from '../charter/call-template.js';
import type { Tool } from '../charter/charter.js';
import type { Json, JsonObject } from '../json.js';
import { canonicalText } from './proposal.js';
import { writesOf } from './written-values.js';

export interface WrittenLine {
  /** Null for what the tool itself fixes, and for what stays. */
  readonly argument: string | null;
  /** Of the record; null for an argument that fills no field whose value is kept. */
  readonly field: string | null;
  /** Undefined where the record was not read or has no such field. */
  readonly before: Json | undefined;
  /** Undefined where the field stays as it is. */
  readonly after: Json | undefined;
  /** As the service counts it, where that is not the argument letter by letter. */
  readonly sent: Json | undefined;
}

interface Call {
  readonly arguments: JsonObject;
  readonly before: JsonObject | null;
}

/** Without a tool, by names alone. */
export function writtenLines(tool: Tool | undefined, { arguments: given, before }: Call): WrittenLine[] {
  const written = tool ? writesOf(tool, given) : {};
  const fills = fieldsByArgument(tool, written);
  const lines = Object.entries(given).map(([argument, after]): WrittenLine => {
    const field = fills.get(argument) ?? (before && Object.hasOwn(before, argument) ? argument : null);
    const held = field === null ? undefined : before?.[field];
    const sent = field === null ? undefined : written[field];
    const isAsGiven = sent === undefined || canonicalText(sent) === canonicalText(after);
    return { argument, field, before: held, after, sent: isAsGiven ? undefined : sent };
  });
  const named = new Set(lines.map(({ field }) => field));
  const others = [...new Set([...Object.keys(written), ...Object.keys(before ?? {})])]
    .filter((field) => !named.has(field))
    .map((field): WrittenLine => {
      return { argument: null, field, before: before?.[field], after: written[field], sent: undefined };
    });
  return [...lines, ...others];
}

/** `stage`, `stage (properties.dealstage)`, `amount (amount_cents: 4000)`. */
export function lineName({ argument, field, sent }: WrittenLine): string {
  const value = sent === undefined ? '' : `: ${typeof sent === 'string' ? sent : canonicalText(sent)}`;
  if (argument === null || field === null) return argument ?? field ?? '';
  return argument === field && !value ? argument : `${argument} (${field}${value})`;
}

/** The first field that an argument fills; a second one has a line of its own. */
function fieldsByArgument(tool: Tool | undefined, written: JsonObject): Map<string, string> {
  const fields = new Map<string, string>();
  for (const field of Object.keys(written)) {
    const argument = placeholderOf(valueAt(tool?.writes, field))?.split('.')[0];
    if (argument !== undefined && !fields.has(argument)) fields.set(argument, field);
  }
  return fields;
}
