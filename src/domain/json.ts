/**
 * Plain JSON, as it is stored, hashed and sent, and the way to a place in it.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A part of a JSON pointer (RFC 6901). */
export function pointerPart(part: PropertyKey): string {
  return String(part).replaceAll('~', '~0').replaceAll('/', '~1');
}
