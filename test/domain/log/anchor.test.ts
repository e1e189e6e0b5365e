import * as fc from 'fast-check';
import {
  type Anchor,
  anchored,
  anchorFault,
  anchorLine,
  anchorRoot,
  anchorStart,
} from '../../../src/domain/log/anchor.js';
import type { Head } from '../../../src/domain/log/chain.js';

const following = (previous: Anchor | undefined, change: Partial<Anchor> = {}): Anchor => ({
  ...anchored({
    n: (previous?.n ?? 0) + 1,
    at: Date.UTC(2026, 9, 1, 9),
    events: 4,
    heads: 2,
    root: anchorRoot(new Map([['h_1', { n: 2, hash: 'a' }]])),
    prevHash: previous?.hash ?? anchorStart,
  }),
  ...change,
});
const first = following(undefined);
const second = following(first);

describe('an anchor', () => {
  it('fits after the one before it, and the first after none', () => {
    expect(anchorFault(undefined, first)).toBeNull();
    expect(anchorFault(first, second)).toBeNull();
  });

  it.each<[keyof Anchor, unknown]>([
    ['at', 1],
    ['events', 5],
    ['heads', 3],
    ['root', 'another'],
    ['hash', 'another'],
  ])('is seen to be changed by its “%s”', (fact, value) => {
    expect(anchorFault(first, { ...second, [fact]: value } as Anchor)).toBe('it was changed');
  });

  it('is seen to be missing, or to follow another one', () => {
    expect(anchorFault(undefined, second)).toBe('the anchor before it is missing');
    expect(anchorFault(first, following(second))).toBe('the anchor before it is missing');
    expect(anchorFault(following(undefined, { hash: 'another' }), second)).toBe(
      'it does not follow the anchor before it',
    );
  });

  it('is told to the world with its hash, how much it covers and when', () => {
    expect(JSON.parse(anchorLine(second))).toEqual({
      anchor: 2,
      head: second.hash,
      count: 4,
      at: '2026-10-01T09:00:00.000Z',
    });
  });
});

describe('the root over the heads that moved', () => {
  const heads = fc.dictionary(fc.string(), fc.record({ n: fc.nat(), hash: fc.string() }), { minKeys: 1 });

  it('is the same in whatever order they moved', () => {
    fc.assert(
      fc.property(heads, (given) => {
        const entries = Object.entries(given);
        expect(anchorRoot(new Map(entries.toReversed()))).toBe(anchorRoot(new Map(entries)));
      }),
    );
  });

  it('changes with every head that changes, goes back or vanishes', () => {
    fc.assert(
      fc.property(heads, (given) => {
        const root = anchorRoot(new Map(Object.entries(given)));
        for (const [id, head] of Object.entries(given)) {
          const others = new Map<string, Head>(Object.entries(given));
          expect(anchorRoot(new Map(others).set(id, { ...head, n: head.n + 1 }))).not.toBe(root);
          expect(anchorRoot(new Map(others).set(id, { ...head, hash: `${head.hash}x` }))).not.toBe(root);
          others.delete(id);
          expect(anchorRoot(others)).not.toBe(root);
        }
      }),
      { numRuns: 50 },
    );
  });
});
