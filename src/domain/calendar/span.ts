/** From one instant up to, but without, another; null: it has not ended. */
export interface Span {
  readonly fromAt: number;
  readonly toAt: number | null;
}

export interface ClosedSpan extends Span {
  readonly toAt: number;
}

/** The same stretches in order of time, with no overlap; empty ones are gone. */
export function mergeSpans<One extends Span>(spans: readonly One[]): One[] {
  const merged: One[] = [];
  const sorted = spans.filter((span) => endOf(span) > span.fromAt).sort((a, b) => a.fromAt - b.fromAt);
  for (const span of sorted) {
    const last = merged.at(-1);
    if (!last || endOf(last) < span.fromAt) merged.push(span);
    else if (endOf(span) > endOf(last)) merged[merged.length - 1] = { ...last, toAt: span.toAt };
  }
  return merged;
}

/** What is left of one stretch outside the others, which are merged. */
export function without(span: ClosedSpan, others: readonly Span[]): ClosedSpan[] {
  const left: ClosedSpan[] = [];
  let { fromAt } = span;
  for (const other of others) {
    if (endOf(other) <= fromAt) continue;
    if (other.fromAt >= span.toAt) break;
    if (other.fromAt > fromAt) left.push({ fromAt, toAt: other.fromAt });
    fromAt = endOf(other);
  }
  if (fromAt < span.toAt) left.push({ fromAt, toAt: span.toAt });
  return left;
}

export const endOf = ({ toAt }: Span): number => toAt ?? Number.POSITIVE_INFINITY;
