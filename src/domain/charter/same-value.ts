/**
 * Whether two values are the same value, however they are written. Services answer a number as a text, a column pads
 * its text or moves an instant to another zone, an object comes back with its keys in another order. What is declared
 * as a text stays a text: `007` is not `7`.
 */
import type { Json } from '../json.js';
import { isObject } from './call-template.js';
import type { ValueType } from './value-type.js';

/** How a kind of target writes values. */
export interface Writing {
  /** Declared type of the argument that fills the field; absent where none fills it alone. */
  readonly type?: ValueType;
  /** An empty text is another value than none, as in a database. */
  readonly tellsEmptyFromNone?: boolean;
  /** Texts are padded with blanks to the width of their column. */
  readonly padsText?: boolean;
  /** Pictures may come back as their names, `:tada:` for 🎉. */
  readonly namesEmoji?: boolean;
}

export function isSameValue(one: Json | undefined, other: Json | undefined, writing: Writing = {}): boolean {
  const [a, b] = [withoutEmpty(one, writing), withoutEmpty(other, writing)];
  if (a === null || b === null) return a === b;
  if (typeof a === 'string' && typeof b === 'string') return isSameText(a, b, writing);
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => isSameValue(item, b[index], inside(writing)));
  if (isObject(a) && isObject(b))
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) =>
      isSameValue(a[key], b[key], inside(writing)),
    );
  if (typeof a === 'object' || typeof b === 'object') return false;
  if (typeof a === 'boolean' || typeof b === 'boolean')
    return truthOf(a) !== null && truthOf(a) === truthOf(b);
  return isSameNumber(String(a), String(b));
}

/** What stands inside a list or an object has no declared type of its own. */
function inside({ type: _type, ...writing }: Writing): Writing {
  return writing;
}

function withoutEmpty(value: Json | undefined, { tellsEmptyFromNone }: Writing): Json {
  if (value === undefined || value === null) return null;
  return value === '' && !tellsEmptyFromNone ? null : value;
}

function isSameText(one: string, other: string, writing: Writing): boolean {
  const plain = (text: string): string => (writing.padsText ? text.replace(/ +$/, '') : text);
  if (plain(one) === plain(other)) return true;
  if (writing.namesEmoji && isSameButForEmoji(one, other)) return true;
  const kind = writing.type?.kind;
  if (kind === 'number' || kind === 'integer' || kind === 'money') return isSameNumber(one, other);
  if (kind === 'boolean') return truthOf(one) !== null && truthOf(one) === truthOf(other);
  return isSameInstant(one, other);
}

const truths: Readonly<Record<string, boolean>> = {
  true: true,
  t: true,
  1: true,
  false: false,
  f: false,
  0: false,
};

function truthOf(value: string | number | boolean): boolean | null {
  return truths[String(value).toLowerCase()] ?? null;
}

/** Compared digit by digit, so that nothing is rounded. */
function isSameNumber(one: string, other: string): boolean {
  const [a, b] = [significantDigits(one), significantDigits(other)];
  return a !== null && a === b;
}

/** `-12.50` and `-1.25e1` → `-125e-1`. */
function significantDigits(text: string): string | null {
  const found = /^(?<sign>[+-]?)(?<whole>\d*)(?:\.(?<part>\d*))?(?:e(?<power>[+-]?\d{1,3}))?$/i.exec(
    text.trim(),
  )?.groups;
  if (!found || `${found.whole}${found.part ?? ''}` === '') return null;
  const all = `${found.whole}${found.part ?? ''}`.replace(/^0+/, '');
  const significant = all.replace(/0+$/, '');
  if (significant === '') return '0';
  const power = Number(found.power ?? 0) - (found.part ?? '').length + (all.length - significant.length);
  return `${found.sign === '-' ? '-' : ''}${significant}e${power}`;
}

const instantPattern =
  /^(?<date>\d{4}-\d{2}-\d{2})(?:[T ](?<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,](?<fraction>\d{1,9}))?\s?(?<zone>Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/** The same moment in two zones; a day is the same as its first moment without a zone or at UTC. */
function isSameInstant(one: string, other: string): boolean {
  const [a, b] = [momentOf(one), momentOf(other)];
  if (!a || !b || (a.isZoned !== b.isZoned && !(a.isDay || b.isDay))) return false;
  return a.ms === b.ms && a.fraction === b.fraction;
}

function momentOf(text: string): { ms: number; fraction: string; isZoned: boolean; isDay: boolean } | null {
  const found = instantPattern.exec(text.trim())?.groups;
  if (!found?.date) return null;
  const { date, time = '00:00', zone = '' } = found;
  const seconds = time.length === 5 ? `${time}:00` : time;
  const offset = zone.replace(
    /^([+-]\d{2}):?(\d{2})?$/,
    (_all, hours, minutes) => `${hours}:${minutes ?? '00'}`,
  );
  const ms = Date.parse(`${date}T${seconds}${(offset || 'Z').toUpperCase()}`);
  if (Number.isNaN(ms)) return null;
  const fraction = (found.fraction ?? '').replace(/0+$/, '');
  return { ms, fraction, isZoned: zone !== '', isDay: found.time === undefined };
}

const emoji =
  /(:[a-z0-9_+'-]+:|\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic}|\p{Emoji_Modifier})*)/u;

/** A picture may come back as its name; two names, or two pictures, must be the same. */
function isSameButForEmoji(one: string, other: string): boolean {
  const [a, b] = [one.split(emoji), other.split(emoji)];
  const isName = (part: string): boolean => part.startsWith(':');
  return (
    a.length === b.length &&
    a.every((part, index) => {
      const match = b[index] ?? '';
      return part === match || (index % 2 === 1 && isName(part) !== isName(match));
    })
  );
}
