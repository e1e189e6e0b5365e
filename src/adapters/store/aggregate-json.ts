import type { HandoffEvent } from '../../domain/event.js';
import type { Handoff } from '../../domain/handoff.js';
import type { Json } from '../../domain/json.js';
import { canonicalText } from '../../domain/proposal.js';

/** A handoff and its events as JSON texts. Instants are ISO texts there and `Date` here. */
export const handoffToText = (handoff: Handoff): string => JSON.stringify(handoff);
export const handoffFromText = (text: string): Handoff => revived(JSON.parse(text)) as Handoff;

export const canonical = (value: unknown): string => canonicalText(plain(value));

export const eventFrom = (type: string, data: string, content: string | null): HandoffEvent =>
  ({
    type,
    data: revived(JSON.parse(data)),
    content: content === null ? null : revived(JSON.parse(content)),
  }) as HandoffEvent;

/** Whatever the outside put in there stays as it came, even when it looks like an instant. */
const foreign = new Set(['fields', 'arguments', 'before', 'prior', 'result']);
const instant = /^(at|since|undoUntil|[a-z]\w*At)$/;

const revived = (value: unknown, key = ''): unknown => {
  if (typeof value === 'string') return instant.test(key) ? new Date(value) : value;
  if (Array.isArray(value)) return value.map((item) => revived(item));
  if (typeof value !== 'object' || value === null || foreign.has(key)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, revived(inner, name)]));
};

/** Dates become texts before the canonical form is made, which knows only JSON. */
const plain = (value: unknown): Json => {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (inner === undefined ? [] : [[name, plain(inner)]])),
  );
};
