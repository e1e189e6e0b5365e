import { placeholdersIn, valueAt } from '../domain/charter/call-template.js';
import type { Tool } from '../domain/charter/charter.js';
import type { Json, JsonObject } from '../domain/json.js';
import { CallFault } from './call-fault.js';
import { redactRecord } from './redaction.js';

const maxKeptBytes = 16 * 1024;

/** What is useful of an answer: the id, the written values, and what the compensating call refers to. */
export function resultOf(tool: Tool, record: Json | undefined): JsonObject {
  const referred = placeholdersIn(tool.compensate?.arguments ?? {})
    .filter((name) => name.startsWith('result.'))
    .map((name) => name.slice('result.'.length));
  const kept = ['id', ...tool.priorValues, ...referred].flatMap((field): [string, Json][] => {
    const value = valueAt(record, field);
    return value === undefined || isTooLarge(value) ? [] : [[field, value]];
  });
  return Object.fromEntries(kept);
}

/** Prior values are written back one day, so they are kept as they are or not at all. Throws a `CallFault`. */
export function keptExactly(
  tool: Tool,
  record: Json | undefined,
  { where, secrets }: { readonly where: string; readonly secrets: readonly string[] },
): JsonObject {
  const values = priorValuesOf(tool, record);
  for (const [field, value] of Object.entries(values)) {
    const redacted = JSON.stringify(redactRecord({ value }, secrets));
    if (isTooLarge(value) || !isExact(value) || redacted !== JSON.stringify({ value }))
      throw new CallFault('refused', `“${field}” at ${where} holds a value that cannot be kept exactly.`);
  }
  return values;
}

/** The fields of an answer that a tool keeps before it writes; null for one that the record does not have. */
function priorValuesOf(tool: Tool, record: Json | undefined): JsonObject {
  return Object.fromEntries(tool.priorValues.map((field) => [field, valueAt(record, field) ?? null]));
}

const isTooLarge = (value: Json): boolean => JSON.stringify(value).length > maxKeptBytes;

/**
 * Beyond 2^53 a number was rounded when it was read, and could not be put back as it was; infinity and what is no number
 * have no JSON.
 */
function isExact(value: Json): boolean {
  if (typeof value === 'number')
    return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.values(value).every(isExact);
}
