import type { Handoff } from '../../../domain/handoff/handoff.js';
import { canonicalText } from '../../../domain/handoff/proposal.js';
import type { Json } from '../../../domain/json.js';
import { erasedContent } from '../../../domain/log/erasure.js';
import type { HandoffEvent } from '../../../domain/log/event.js';

/** A handoff and its events as JSON texts. Instants are ISO texts there and `Date` here. */
export const handoffToText = (handoff: Handoff): string =>
  JSON.stringify(isUnedited(handoff) ? { ...handoff, suggested: sameAsProposal } : handoff);

export const handoffFromText = (text: string): Handoff => {
  const handoff = revived(JSON.parse(text)) as Handoff;
  const isUneditedText = (handoff.suggested as unknown) === sameAsProposal;
  return isUneditedText ? { ...handoff, suggested: handoff.proposal } : handoff;
};

/** Until somebody edits, suggestion and proposal are one; storing both would double the row. */
const sameAsProposal = 'same as proposal';
const isUnedited = ({ suggested, proposal }: Handoff): boolean =>
  suggested !== null && proposal !== null && suggested.hash === proposal.hash;

export const canonical = (value: unknown): string => canonicalText(plain(value));

/** `content` is `erased` where there was one and it is gone. */
export const eventFrom = (
  type: string,
  data: string,
  content: { readonly text: string } | 'erased' | null,
): HandoffEvent =>
  ({
    type,
    data: revived(JSON.parse(data)),
    content: content === 'erased' ? erasedContent(type) : content && revived(JSON.parse(content.text)),
  }) as HandoffEvent;

/** Whatever the outside put in there stays as it came, even when it looks like an instant. */
const foreign = new Set(['fields', 'arguments', 'before', 'prior', 'result']);
const instant = /^(at|since|undoUntil|[a-z]\w*At)$/;

/** In place: what was just parsed belongs to nobody else, and copying it is most of the cost of a click. */
const revived = (value: unknown): unknown => {
  if (typeof value !== 'object' || value === null) return value;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    const inner = holder[key];
    if (typeof inner === 'object') {
      if (!foreign.has(key)) revived(inner);
    } else if (typeof inner === 'string' && instant.test(key)) {
      holder[key] = new Date(inner);
    }
  }
  return value;
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
