import { pointerPart } from '../../src/domain/json.js';

describe('a part of a JSON pointer', () => {
  it.each<[PropertyKey, string]>([
    ['amount', 'amount'],
    [0, '0'],
    ['a/b', 'a~1b'],
    ['a~b', 'a~0b'],
    ['~1', '~01'],
  ])('%j is written as %s', (part, written) => {
    expect(pointerPart(part)).toBe(written);
  });
});
