import {
  chainStart,
  contentHash,
  endFault,
  eventHash,
  linkFault,
  type StoredLink,
} from '../../../src/domain/log/chain.js';

const link = (previous: StoredLink | undefined, change: Partial<StoredLink> = {}): StoredLink => {
  const facts = {
    handoffId: 'h_1',
    n: (previous?.n ?? 0) + 1,
    type: 'checked',
    at: 1,
    actor: '{"kind":"bot"}',
    data: '{}',
    contentHash: 'text',
  };
  const prevHash = previous?.hash ?? chainStart;
  return { ...facts, prevHash, hash: eventHash(prevHash, facts), ...change };
};
const first = link(undefined);
const second = link(first);

describe('a chain', () => {
  it('holds together', () => {
    expect(linkFault(undefined, first)).toBeNull();
    expect(linkFault(first, second)).toBeNull();
    expect(endFault(second, second.hash)).toBeNull();
    expect(endFault(undefined, chainStart)).toBeNull();
  });

  it.each<[keyof StoredLink, unknown]>([
    ['handoffId', 'h_2'],
    ['type', 'approved'],
    ['at', 2],
    ['actor', '{"id":"U0BEN","kind":"person"}'],
    ['data', '{"n":1}'],
    ['contentHash', null],
    ['hash', 'another'],
  ])('breaks where “%s” was changed', (fact, value) => {
    expect(linkFault(first, { ...second, [fact]: value } as StoredLink)).toEqual({
      n: 2,
      why: 'its facts were changed',
    });
  });

  it('breaks where an event is missing, and says which', () => {
    expect(linkFault(undefined, second)).toEqual({ n: 1, why: 'the event is missing' });
    expect(linkFault(first, link(second))).toEqual({ n: 2, why: 'the event is missing' });
    expect(endFault(first, second.hash)).toEqual({ n: 2, why: 'the newest event is missing' });
    expect(endFault(undefined, first.hash)).toEqual({ n: 1, why: 'the newest event is missing' });
  });

  it('breaks where an event was put in the place of another', () => {
    const other = link(undefined, { hash: 'other' });
    expect(linkFault(first, link(other))).toEqual({ n: 2, why: 'it does not follow the event before it' });
  });
});

describe('the hash of a text', () => {
  it('differs between two handoffs, so that erasing one leaves the other', () => {
    expect(contentHash('h_1', '"same"')).not.toBe(contentHash('h_2', '"same"'));
    expect(contentHash('h_1', '"same"')).toBe(contentHash('h_1', '"same"'));
  });
});
