/**
 * What a tool works on, one form per kind of connector. Addresses and credentials stand here only by the name
 * of their environment variable. In every template a text `$name` stands for the argument of that name.
 */
import type { Json, JsonObject } from './json.js';

export type Target = HttpTarget | SqlTarget;

export interface HttpTarget {
  readonly kind: 'http';
  readonly baseUrlEnv: string;
  readonly credentialsEnv: string | null;
  readonly read: HttpCall | null;
  readonly write: HttpCall;
}

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** RFC 6570 template, such as `/deals/{id}`. */
  readonly path: string;
  readonly body: JsonObject | null;
}

export interface SqlTarget {
  readonly kind: 'sql';
  /** `sqlite:./file.db` or `postgres://…`. */
  readonly urlEnv: string;
  readonly read: string | null;
  readonly write: string;
}

/** The variables that a target needs, and what each of them holds in words. */
export const environmentOf = (target: Target): { readonly name: string; readonly holds: string }[] =>
  Object.entries(target).flatMap(([key, value]: [string, Json]) =>
    namesIn(key, value).map((name) => ({
      name,
      holds: /url|address/i.test(key) ? 'address' : 'credentials',
    })),
  );

const namesIn = (key: string, value: Json): string[] => {
  if (typeof value === 'string') return key.endsWith('Env') ? [value] : [];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([inner, one]) => namesIn(inner, one));
};
