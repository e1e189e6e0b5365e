import type { Json } from '../../../domain/json.js';

/**
 * Where instants stand in a `T`: exactly those of its keys, so that the compiler asks for a new one and refuses one
 * that is none. The table of a list is the table of each of its parts. What came from outside is JSON and has none.
 */
export type Instants<T> = [Kept<T>] extends [Date]
  ? 'instant'
  : [Kept<T>] extends [readonly (infer One)[]]
    ? Instants<One>
    : {
        readonly [Key in KeyOf<Kept<T>> as HasInstant<Field<Kept<T>, Key>> extends true
          ? Key
          : never]: Instants<Field<Kept<T>, Key>>;
      };

type Kept<T> = Exclude<T, null | undefined>;
type KeyOf<T> = T extends unknown ? keyof T : never;
type Field<T, Key extends PropertyKey> = T extends unknown ? (Key extends keyof T ? T[Key] : never) : never;
export type HasInstant<T> = true extends Found<Kept<T>> ? true : false;
type Found<T> = T extends Date
  ? true
  : T extends Json
    ? false
    : T extends readonly (infer One)[]
      ? Found<Kept<One>>
      : { [Key in keyof T]-?: Found<Kept<T[Key]>> }[keyof T];

export type Table = 'instant' | { readonly [key: string]: Table };

/**
 * Makes instants of the texts at those places and touches nothing else. In place: what was just parsed belongs to
 * nobody else, and copying it is most of the cost of a click. Throws on a text that is no instant, because every
 * comparison with it would be false, and “not yet over” would follow from that.
 */
export function instantsAt(table: Table): (parsed: unknown) => void {
  if (table === 'instant') return () => {};
  const places = Object.entries(table).map(([key, inner]) => ({
    key,
    isInstant: inner === 'instant',
    revive: instantsAt(inner),
  }));
  const revive = (parsed: unknown): void => {
    if (typeof parsed !== 'object' || parsed === null) return;
    if (Array.isArray(parsed)) {
      for (const one of parsed) revive(one);
      return;
    }
    const holder = parsed as Record<string, unknown>;
    for (const { key, isInstant, revive: reviveInner } of places) {
      const value = holder[key];
      if (value === null || value === undefined) continue;
      if (isInstant) holder[key] = instantOf(value, key);
      else reviveInner(value);
    }
  };
  return revive;
}

function instantOf(value: unknown, key: string): Date {
  const instant = new Date(typeof value === 'string' ? value : Number.NaN);
  if (Number.isNaN(instant.getTime())) throw new TypeError(`A stored “${key}” is not an instant.`);
  return instant;
}
