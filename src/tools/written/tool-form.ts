import { placeholdersIn } from '../../domain/charter/call-template.js';
import type { Target, TargetVariable } from '../../domain/charter/target.js';
import type { Json, JsonObject } from '../../domain/json.js';
import type { Problem } from './charter-error.js';
import type { Path } from './references.js';

/** What the kinds of tools have in common, once their own words are understood. Paths begin at the tool. */
export interface ToolForm<Of extends Target = Target> {
  readonly target: Of;
  readonly variables: readonly TargetVariable[];
  /** The channel of the chat workspace that it always posts in, if there is one. */
  readonly postsIn?: string | null;
  readonly reads: boolean;
  readonly writes: JsonObject;
  /** Where `writes` is written, for people who must change it. */
  readonly writesFrom: string;
  readonly addressedBy: readonly string[];
  readonly refers: readonly Reference[];
  readonly problems: readonly Problem[];
}

/** An argument that a declaration names. */
export interface Reference {
  readonly argument: string;
  readonly path: Path;
}

/** The variables that are named, without those that are not. */
export function variablesIn(named: {
  readonly addresses?: readonly (string | null | undefined)[];
  readonly credentials?: readonly (string | null | undefined)[];
}): TargetVariable[] {
  return [
    ...present(named.addresses).map((name): TargetVariable => ({ name, holds: 'address' })),
    ...present(named.credentials).map((name): TargetVariable => ({ name, holds: 'credentials' })),
  ];
}

function present(names: readonly (string | null | undefined)[] = []): string[] {
  return names.flatMap((name) => name ?? []);
}

export function referencesIn(template: Json | undefined, path: Path): Reference[] {
  return placeholdersIn(template ?? null).map((name) => ({ argument: rootOf(name), path }));
}

export const rootOf = (name: string): string => name.split('.')[0] ?? name;

/** Fields that are filled by the argument of the same name. */
export function sameNamed(fields: readonly string[], given: readonly string[]): JsonObject {
  return Object.fromEntries(
    fields.filter((field) => given.includes(field)).map((field) => [field, `$${field}`]),
  );
}
