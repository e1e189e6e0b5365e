import { canonicalText } from '../../../domain/handoff/proposal.js';
import type { Json } from '../../../domain/json.js';

/** The one JSON text of a value (RFC 8785); instants are ISO texts in it. */
export const canonical = (value: unknown): string => canonicalText(plain(value));

/** Dates become texts before the canonical form is made, which knows only JSON. */
function plain(value: unknown): Json {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (inner === undefined ? [] : [[name, plain(inner)]])),
  );
}
