import { roleWords, valueText, valueWords } from '../../../src/domain/handoff/words.js';
import type { Json } from '../../../src/domain/json.js';

describe('a value in full', () => {
  it.each<[Json, string]>([
    [null, '–'],
    ['won', 'won'],
    [{ minor: -50, currency: 'EUR' }, '-0.50 EUR'],
    [false, 'false'],
    [[1, { b: 1, a: 2 }], '[1,{"a":2,"b":1}]'],
  ])('reads %j as %s', (value, text) => {
    expect(valueText(value)).toBe(text);
  });
});

describe('a value in words', () => {
  it.each<[Json | undefined, string]>([
    ['won', '“won”'],
    [{ minor: 4000, currency: 'EUR' }, '40.00 EUR'],
    ['', 'empty'],
    [null, 'empty'],
    [undefined, 'empty'],
    [12, '“12”'],
    [{ b: 1, a: [] }, '“{"a":[],"b":1}”'],
  ])('%j is %s', (value, words) => {
    expect(valueWords(value)).toBe(words);
  });

  it('shortens a long value', () => {
    expect(valueWords('😀'.repeat(200))).toBe(`“${'😀'.repeat(79)}…”`);
  });

  it('is not called shortened when all of it is there', () => {
    expect(valueWords('😀'.repeat(80))).toBe(`“${'😀'.repeat(80)}”`);
  });
});

describe('roles in words', () => {
  it('are joined as one of them will do', () => {
    expect(roleWords(['head_of_support', 'finance'])).toBe('head of support or finance');
    expect(roleWords(['support'])).toBe('support');
  });
});
