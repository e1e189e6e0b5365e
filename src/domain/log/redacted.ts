/**
 * What may be kept of a call: no credential, and of a tool that the charter calls sensitive no value at all.
 */
import type { Json, JsonObject } from '../json.js';

const hidden = '[hidden]';
const longestText = 16_000;
/** Names under which people put credentials, whatever a tool calls its arguments. */
const secretName =
  /pass(word|phrase)|secret|token|authori[sz]ation|api[-_]?key|private[-_]?key|credential|cookie/i;

/** JSON text of what was sent or answered; the names stay, so that one can see what was there. */
export function keepable(body: JsonObject, { isSensitive }: { readonly isSensitive: boolean }): string {
  const text = JSON.stringify(isSensitive ? hideAll(body) : hideSecrets(body));
  return text.length > longestText ? JSON.stringify({ too_long: text.length }) : text;
}

function hideSecrets(value: Json): Json {
  return within(value, (inner, name) => (secretName.test(name) ? hidden : hideSecrets(inner)));
}
function hideAll(value: Json): Json {
  return typeof value === 'object' && value !== null ? within(value, hideAll) : hidden;
}

function within(value: Json, map: (inner: Json, name: string) => Json): Json {
  if (Array.isArray(value)) return value.map((inner: Json) => map(inner, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, map(inner, name)]));
}
