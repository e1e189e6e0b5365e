/**
 * The charter declares the type of every field of a task and of every argument of a tool. A value that does
 * not fit its type is never stored, shown or sent. Money is an integer count of minor units with a currency.
 */
import type { Json } from '../json.js';

export interface ValueType {
  readonly kind: 'string' | 'text' | 'integer' | 'number' | 'boolean' | 'money' | 'email' | 'enum';
  /** Allowed values; only for `enum`. */
  readonly options?: readonly string[];
  /** Characters; only for `string` and `text`. */
  readonly maxLength?: number;
  readonly optional?: boolean;
  /** An amount below zero is allowed; only for `money`. */
  readonly negative?: boolean;
}

/** An amount in the currency's smallest unit: 40.00 EUR is `{ minor: 4000, currency: 'EUR' }`. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

export function isMoney(value: Json | undefined): value is { minor: number; currency: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'minor' in value &&
    'currency' in value &&
    Number.isSafeInteger(value.minor) &&
    typeof value.currency === 'string' &&
    /^[A-Z]{3}$/.test(value.currency)
  );
}
