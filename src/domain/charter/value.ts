/**
 * Reads a value as the charter declares it. What people type (`40.00 EUR`, `12`) and what agents send is turned
 * into the one stored form, or answered with a sentence that says what would fit.
 */
import type { Json } from '../json.js';
import type { Tool } from './charter.js';
import { decimalsOf } from './currencies.js';
import { serviceAmount } from './money.js';
import { isMoney, type Money, type ValueType } from './value-type.js';

export type Read = { readonly value: Json } | { readonly problem: string };

export const readValue = (type: ValueType, value: Json): Read => readers[type.kind](value, type);

/** The same for an argument of a tool: an amount must also be one that its service can count. */
export function readArgument(tool: Tool, name: string, value: Json): Read {
  const type = Object.hasOwn(tool.arguments, name) ? tool.arguments[name] : undefined;
  if (!type) return problem(`The charter has no “${name}” here.`);
  const read = readValue(type, value);
  const isCounted =
    'problem' in read || !isMoney(read.value) || serviceAmount(tool.money ?? 'minor', read.value) !== null;
  return isCounted ? read : problem('This amount is finer than the service counts this currency.');
}

const longest = { string: 500, text: 20_000 } as const;
const problem = (text: string): Read => ({ problem: text });

type Reader = (value: Json, type: ValueType) => Read;

const readText: Reader = (value, type) => {
  if (typeof value !== 'string') return problem('This must be a text.');
  const limit = type.maxLength ?? longest[type.kind === 'text' ? 'text' : 'string'];
  const length = [...value].length;
  if (length > limit) return problem(`This has ${length} characters; at most ${limit} fit.`);
  return value.trim() ? fits(value) : problem('This cannot be empty.');
};

const fits = (value: Json): Read => ({ value });

const readNumber: Reader = (value, type) => {
  const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number))
    return problem('This must be a number, such as 12.');
  if (type.kind === 'integer' && !Number.isSafeInteger(number))
    return problem('This must be a whole number, such as 12.');
  return fits(number);
};

const readMoney: Reader = (value, { negative = false }) => {
  const text = typeof value === 'string' ? value : amountText(value);
  const found = text === null ? (isMoney(value) ? value : null) : parseMoney(text);
  if (!found || decimalsOf(found.currency) === null)
    return problem('This must be an amount with its currency, such as 40.00 EUR.');
  if (found.minor < 0 && !negative) return problem('This amount must not be below zero, such as 40.00 EUR.');
  return fits({ minor: found.minor, currency: found.currency });
};

const readers: Record<ValueType['kind'], Reader> = {
  string: readText,
  text: readText,
  integer: readNumber,
  number: readNumber,
  boolean: (value) => {
    if (typeof value === 'boolean') return fits(value);
    if (value === 'true' || value === 'false') return fits(value === 'true');
    return problem('This must be true or false.');
  },
  money: readMoney,
  email: (value) =>
    typeof value === 'string' && /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/.test(value)
      ? fits(value)
      : problem('This must be an e-mail address, such as ana@example.com.'),
  enum: (value, { options = [] }) =>
    typeof value === 'string' && options.includes(value)
      ? fits(value)
      : problem(`This must be one of: ${options.join(', ')}.`),
};

/** `{ amount: "40.00", currency: "EUR" }` as agents like to write it. */
function amountText(value: Json): string | null {
  if (typeof value !== 'object' || value === null || !('amount' in value) || !('currency' in value))
    return null;
  const { amount, currency } = value;
  return typeof amount === 'string' && typeof currency === 'string' ? `${amount} ${currency}` : null;
}

function parseMoney(text: string): Money | null {
  const found = /^(?<sign>-?)(?<whole>\d{1,13})(?:\.(?<fraction>\d+))? (?<currency>[A-Z]{3})$/.exec(
    text.trim(),
  )?.groups;
  const digits = decimalsOf(found?.currency ?? '');
  if (!found?.whole || !found.currency || digits === null) return null;
  const fraction = (found.fraction ?? '').padEnd(digits, '0');
  if (fraction.length > digits) return null;
  const minor = Number(`${found.sign}${found.whole}${fraction}`);
  return Number.isSafeInteger(minor) ? { minor: minor || 0, currency: found.currency } : null;
}
