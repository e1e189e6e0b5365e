import fc from 'fast-check';
import { endOf, mergeSpans, type Span, without } from '../../../src/domain/calendar/span.js';

const last = 40;
const span = fc
  .record({
    fromAt: fc.integer({ min: 0, max: last }),
    toAt: fc.option(fc.integer({ min: 0, max: last }), { freq: 5 }),
  })
  .map((one): Span => one);
const spans = fc.array(span, { maxLength: 6 });

/** The instants that any of them holds, one by one. */
function heldBy(all: readonly Span[]): number[] {
  return Array.from({ length: last + 1 }, (_, at) => at).filter((at) =>
    all.some((one) => one.fromAt <= at && at < endOf(one)),
  );
}

describe('stretches of time', () => {
  it('hold the same instants when they are merged, in order and apart', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const merged = mergeSpans(all);
        expect(heldBy(merged)).toEqual(heldBy(all));
        const edges = merged.flatMap((one) => [one.fromAt, endOf(one)]);
        expect(edges).toEqual([...new Set(edges)].sort((one, other) => one - other));
      }),
    );
  });

  it('become one where one ends as the other begins', () => {
    const one = { fromAt: 1, toAt: 3 };
    expect(mergeSpans([{ fromAt: 3, toAt: 5 }, one])).toEqual([{ fromAt: 1, toAt: 5 }]);
    expect(mergeSpans([{ fromAt: 2, toAt: null }, one])).toEqual([{ fromAt: 1, toAt: null }]);
  });

  it('leave of another one what none of them holds', () => {
    fc.assert(
      fc.property(spans, fc.nat(last), fc.nat(last), (others, fromAt, length) => {
        const whole = { fromAt, toAt: Math.min(last, fromAt + length) };
        const left = without(whole, mergeSpans(others));
        const gone = new Set(heldBy(others));
        expect(heldBy(left)).toEqual(heldBy([whole]).filter((at) => !gone.has(at)));
      }),
    );
  });
});
