/**
 * Values and roles in the words that people read, the same wherever they are shown.
 */
import { moneyText } from '../charter/money.js';
import { isMoney } from '../charter/value-type.js';
import type { Json } from '../json.js';
import { canonicalText } from './proposal.js';

/** A value in full. */
export function valueText(value: Json): string {
  if (value === null) return '–';
  if (isMoney(value)) return moneyText(value);
  return typeof value === 'string' ? value : canonicalText(value);
}

/** A value within a sentence: `“won”`, `40.00 EUR`, `empty`; long ones are cut. */
export function valueWords(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return 'empty';
  if (isMoney(value)) return moneyText(value);
  const letters = [...valueText(value)];
  return `“${letters.length > 80 ? `${letters.slice(0, 79).join('')}…` : letters.join('')}”`;
}

/** `head of support or finance`. */
export function roleWords(roles: readonly string[]): string {
  return roles.map((role) => role.replaceAll('_', ' ')).join(' or ');
}
