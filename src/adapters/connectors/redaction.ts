import type { Json, JsonObject } from '../../domain/json.js';

/** Anything shorter would also be found in honest words. */
const shortestSecret = 6;

/** Targets sometimes repeat what they were sent: credentials never get into what is kept or shown. */
export const redactText = (text: string, secret: string | null): string =>
  secret === null || secret.length < shortestSecret ? text : text.replaceAll(secret, '[removed]');

export const redactRecord = (record: JsonObject, secret: string | null): JsonObject =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, redact(value, secret)]));

const redact = (value: Json, secret: string | null): Json => {
  if (typeof value === 'string') return redactText(value, secret);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => redact(item, secret));
  return redactRecord(value, secret);
};

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
