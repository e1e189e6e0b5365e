import { isObject, valueAt } from '../domain/charter/call-template.js';
import type { Json } from '../domain/json.js';

const longest = 200;

/**
 * The target's own reason as one short line; empty when it gave none. Understood are RFC 9457, the usual keys, and the
 * forms of Jira (`errorMessages`, `errors` by field), Salesforce (a list), Zendesk (`details` by field), GitHub and
 * HubSpot (`errors` as a list), Stripe and Google (`error.message`), GraphQL (`errors` with `extensions`).
 */
export function problemText(body: Json | undefined): string {
  const heading = headingOf(body);
  const reasons = reasonsOf(body).filter((reason) => reason && !heading.includes(reason));
  const said = [heading.replace(/[.:]$/, reasons.length ? '' : '$&'), reasons.join('; ')]
    .filter(Boolean)
    .join(': ');
  const line = [...said.replace(/[\p{C}\s]+/gu, ' ').trim()];
  return line.length > longest ? `${line.slice(0, longest - 1).join('')}…` : line.join('');
}

const headingKeys = [
  'extensions.userPresentableMessage',
  'detail',
  'message',
  'error.message',
  'error_description',
  'description',
  'error.title',
  'error',
  'title',
];

function headingOf(body: Json | undefined): string {
  const said = headingKeys.map((key) => valueAt(body, key)).find(isWords);
  return isWords(said) ? said.trim() : '';
}

function reasonsOf(body: Json | undefined): string[] {
  if (Array.isArray(body)) return body.flatMap(said);
  if (!isObject(body)) return [];
  return [...listed(body.errorMessages), ...listed(body.errors), ...listed(body.details)];
}

/** A list of reasons, or reasons by the field that they are about. */
function listed(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(said);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, inner]) => {
    const reasons = isWords(inner) ? [inner] : Array.isArray(inner) ? inner.flatMap(said) : [];
    return reasons.map((reason) => (about(reason, field) ? reason : `${field}: ${reason}`));
  });
}

/** Zendesk's reasons begin with the field's own name. */
function about(reason: string, field: string): boolean {
  return reason.toLowerCase().startsWith(`${field.toLowerCase()}:`);
}

function said(value: Json): string[] {
  if (isWords(value)) return [value.trim()];
  const heading = headingOf(value);
  if (heading || !isObject(value)) return heading ? [heading] : [];
  const parts = [value.field ?? value.resource, value.code].filter(isWords);
  return parts.length ? [parts.join(': ')] : [];
}

function isWords(value: Json | undefined): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
