/**
 * Money is counted in the currency's smallest unit. How many decimals a currency has comes from ISO 4217 as the
 * platform ships it. Major units are for comparing in rules and for people to read, never for calculating.
 */
import type { Money } from './value-type.js';

export const fractionDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** 4000 EUR cents → 40. Exact to compare with: the division is rounded once. */
export const majorUnits = ({ minor, currency }: Money): number => minor / 10 ** fractionDigits(currency);

/** `40.00 EUR`. */
export const moneyText = ({ minor, currency }: Money): string => {
  const digits = fractionDigits(currency);
  const sign = minor < 0 ? '-' : '';
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = all.slice(0, all.length - digits);
  return `${sign}${whole}${digits ? `.${all.slice(-digits)}` : ''} ${currency}`;
};
