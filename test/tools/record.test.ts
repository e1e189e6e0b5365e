import type { Json } from '../../src/domain/json.js';
import { CallFault } from '../../src/tools/call-fault.js';
import { keptExactly } from '../../src/tools/record.js';
import { aTool } from '../support/a-charter.js';

const kept = (score: unknown) => () =>
  keptExactly(
    aTool({ priorValues: ['score'] }),
    { score: score as Json },
    { where: 'the shop', secrets: ['s3cret'] },
  );

describe('a value that is kept to be put back one day', () => {
  it.each([[0.5], [-12], ['text'], [null], [true], [{ a: [1] }], [Number.MAX_SAFE_INTEGER]])(
    'is kept: %p',
    (score) => {
      expect(kept(score)()).toEqual({ score });
    },
  );

  it.each([
    ['infinity', Infinity],
    ['infinity below zero', -Infinity],
    ['what is no number', NaN],
    ['one of them deep inside', { a: [Infinity] }],
    ['a number that was rounded', 2 ** 53],
    ['a text that is too large', 'x'.repeat(20_000)],
    ['a secret', 's3cret'],
  ])('is refused: %s', (_what, score) => {
    expect(kept(score)).toThrow(CallFault);
    expect(kept(score)).toThrow('“score” at the shop holds a value that cannot be kept exactly.');
  });
});
