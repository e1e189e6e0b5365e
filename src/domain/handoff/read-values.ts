/**
 * Values that somebody sends are taken only under names that the charter declares and only as it declares them. Each
 * that does not fit is a fault of its own, with a pointer to it. Null says that an optional one is not there.
 */
import { didYouMean } from '../charter/close-names.js';
import { readValue } from '../charter/value.js';
import type { ValueType } from '../charter/value-type.js';
import { type Json, type JsonObject, pointerPart } from '../json.js';

/** Something wrong in what was sent; it reads as a refusal. */
export interface ValueFault {
  readonly code:
    | 'unknown_agent'
    | 'unknown_task_type'
    | 'may_not_submit'
    | 'unknown_tool'
    | 'unknown_option'
    | 'invalid_value';
  readonly detail: string;
  /** JSON pointer into what was sent. */
  readonly pointer: string;
  readonly hint?: string;
}

export function invalid(detail: string, pointer: string): ValueFault {
  return {
    code: 'invalid_value',
    detail,
    pointer,
  };
}

/** The values in their stored form, and a fault for each that has none. */
export function readValues(
  given: JsonObject,
  types: Readonly<Record<string, ValueType>>,
  pointer: string,
): { readonly values: JsonObject; readonly faults: readonly ValueFault[] } {
  const faults: ValueFault[] = [];
  const values = Object.entries(given).flatMap(([name, value]): [string, Json][] => {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    const at = `${pointer}/${pointerPart(name)}`;
    if (type?.optional && value === null) return [];
    const read = type ? readValue(type, value) : { problem: `The charter has no “${name}” here.` };
    if ('value' in read) return [[name, read.value]];
    const hint = type ? '' : didYouMean(name, Object.keys(types));
    faults.push({ ...invalid(read.problem, at), ...(hint ? { hint } : {}) });
    return [];
  });
  return { values: Object.fromEntries(values), faults };
}
