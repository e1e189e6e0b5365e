/**
 * Money is counted in the currency's smallest unit, with as many decimals as ISO 4217 gives it. Major units are for
 * comparing in rules and for people to read, never for calculating. A tool says how its service counts.
 */
import type { JsonObject } from '../json.js';
import { decimalsOf } from './currencies.js';
import { isMoney, type Money } from './value-type.js';

/** `minor`: cents. `major`: euros, with decimals. `stripe`: as Stripe counts, which has cases of its own. */
export const moneyCounts = ['minor', 'major', 'stripe'] as const;
export type MoneyCount = (typeof moneyCounts)[number];

/** 4000 EUR cents → 40. Exact to compare with: the division is rounded once. */
export const majorUnits = ({ minor, currency }: Money): number => minor / 10 ** digitsOf(currency);

/** `40.00 EUR`. */
export const moneyText = (money: Money): string => `${amountOf(money)} ${money.currency}`;

/**
 * The arguments of a call as its service counts money: `$amount.amount` is the count, `$amount.minor` stays what it is.
 * Null where the service cannot take the amount, such as 1500.55 ISK at Stripe.
 */
export function countedFor(count: MoneyCount, given: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => {
      const amount = isMoney(value) ? serviceAmount(count, value) : null;
      return [name, isMoney(value) && amount !== null ? { ...value, amount } : value];
    }),
  );
}

/** The number that the service is sent; null when it cannot take this amount. */
export function serviceAmount(count: MoneyCount, money: Money): number | null {
  if (count === 'minor') return money.minor;
  if (count === 'major') return Number(amountOf(money));
  const factor = 10 ** (stripeDecimals(money.currency) - digitsOf(money.currency));
  const amount = Math.round(money.minor * factor * 1_000) / 1_000;
  const isTaken = Number.isSafeInteger(amount) && amount % (stripeSteps[money.currency] ?? 1) === 0;
  return isTaken ? amount : null;
}

/** Stripe's currencies without decimals; for everything else in ISO 4217 it counts as the standard does. */
const stripeWithout = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
/** Counted with two decimals at Stripe though they have none (https://docs.stripe.com/currencies#special-cases). */
const stripeWithTwo = new Set(['ISK', 'UGX']);
/** What an amount must be a multiple of: whole krónur and shillings, and fils in tens. */
const stripeSteps: Readonly<Record<string, number>> = {
  ISK: 100,
  UGX: 100,
  BHD: 10,
  JOD: 10,
  KWD: 10,
  OMR: 10,
  TND: 10,
};

function stripeDecimals(currency: string): number {
  if (stripeWithout.has(currency)) return 0;
  return stripeWithTwo.has(currency) ? 2 : digitsOf(currency);
}

/** `-1500.50` */
function amountOf({ minor, currency }: Money): string {
  const digits = digitsOf(currency);
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = all.slice(0, all.length - digits);
  return `${minor < 0 ? '-' : ''}${whole}${digits ? `.${all.slice(-digits)}` : ''}`;
}

/** Amounts in currencies that are no longer listed were stored with two decimals. */
const digitsOf = (currency: string): number => decimalsOf(currency) ?? 2;
