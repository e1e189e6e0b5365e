import { didYouMean } from '../../domain/charter/close-names.js';
import type { Problem } from './charter-error.js';

export type Path = (string | number)[];

/** Asks whether names of one kind lead somewhere. */
export function leads(kind: string, known: Record<string, unknown>) {
  return (name: string, path: Path): Problem[] =>
    Object.hasOwn(known, name)
      ? []
      : [{ path, problem: `There is no ${kind} “${name}”.${didYouMean(name, Object.keys(known))}` }];
}

/** What a name leads to, and never what only JavaScript knows by that name. */
export function own<Value>(known: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(known, name) ? known[name] : undefined;
}
