import type { Tool } from '../domain/charter/charter.js';
import type { Target } from '../domain/charter/target.js';

/** The target of a tool, for the connector of that kind. Throws when the tool belongs to another one. */
export function targetOf<Wanted extends Target>({ name, target }: Tool, kind: Wanted['kind']): Wanted {
  if (target.kind !== kind) throw new Error(`“${name}” is a tool of “${target.kind}”, not of “${kind}”.`);
  return target as Wanted;
}
