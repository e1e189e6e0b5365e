import type { Json, JsonObject } from '../domain/json.js';

/** Anything shorter would also be found in honest words. */
const shortestSecret = 6;

/** Targets sometimes repeat what they were sent: credentials never get into what is kept or shown. */
export function redactText(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= shortestSecret)
    .reduce((redacted, secret) => redacted.replaceAll(secret, '[removed]'), text);
}

export function redactRecord(record: JsonObject, secrets: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, redact(value, secrets)]));
}

function redact(value: Json, secrets: readonly string[]): Json {
  if (typeof value === 'string') return redactText(value, secrets);
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map((item) => redact(item, secrets));
  return redactRecord(value, secrets);
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
