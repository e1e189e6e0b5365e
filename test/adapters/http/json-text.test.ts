import * as fc from 'fast-check';
import { parseJsonText } from '../../../src/adapters/http/json-text.js';
import { HttpProblem } from '../../../src/adapters/http/problem.js';

const refusalOf = (text: string): { status: number; pointer?: string; detail: string } => {
  try {
    parseJsonText(text);
  } catch (fault) {
    if (fault instanceof HttpProblem) return fault.problem;
    throw fault;
  }
  throw new Error('It was accepted.');
};
const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('reading a JSON text', () => {
  it('gives what JSON.parse gives for everything that is unambiguous', () => {
    const value = fc.jsonValue({ maxDepth: 8, noUnicodeString: false }).filter((json) => {
      const text = JSON.stringify(json);
      return !/\\ud[89a-f]|__proto__/i.test(text) && !hasLargeInteger(json);
    });
    fc.assert(
      fc.property(value, fc.constantFrom(0, 2), (json, indent) => {
        expect(parseJsonText(JSON.stringify(json, null, indent))).toEqual(JSON.parse(JSON.stringify(json)));
      }),
      { numRuns: 500 },
    );
  });
  const hasLargeInteger = (json: unknown): boolean =>
    typeof json === 'object' && json !== null
      ? Object.values(json).some(hasLargeInteger)
      : Number.isInteger(json) && !Number.isSafeInteger(json);

  it.each([
    ['the same key twice', '{"task":"a","task":"b"}', '/task'],
    ['the same key twice, once in escapes', '{"task":"a","t\\u0061sk":"b"}', '/task'],
    ['the same key twice deep inside', '{"a":[{},{"b":{"c":1,"d":2,"c":3}}]}', '/a/1/b/c'],
    ['a key that needs escapes in a pointer', '{"a/b~c":{"d":1,"d":1}}', '/a~1b~0c/d'],
    ['a large integer', '{"a":{"n":9007199254740993}}', '/a/n'],
    ['a large negative integer in a list', '[1,[2,-9007199254740992]]', '/1/1'],
    ['a large integer with an exponent', '{"n":1e20}', '/n'],
    ['a number beyond all', '{"n":1e400}', '/n'],
    ['half of a character', '{"a":["x","\\ud800"]}', '/a/1'],
    ['half of a character in a key', '{"a":{"\\udc00":1}}', '/a'],
    ['a key that would change the object', '{"fields":{"__proto__":{}}}', '/fields/__proto__'],
    ['that key in escapes', '{"__pr\\u006fto__":1}', '/__proto__'],
    ['21 levels', nested(21), '/0'.repeat(20)],
    ['a text that breaks off', '{"a":', ''],
    ['nothing', '', ''],
    ['a comment', '{} // {}', ''],
  ])('refuses %s and points at it', (_what, text, pointer) => {
    expect(refusalOf(text)).toMatchObject({ status: 400, pointer });
  });

  it.each([
    ['20 levels', nested(20)],
    ['one key in two objects', '[{"a":1},{"a":1}]'],
    ['a key that is also a value', '{"a":"a","b":["a","a"]}'],
    ['the largest exact integers', '[9007199254740991,-9007199254740991,0.1,-0,1e-7]'],
    ['an emoji in escapes', '{"\\ud83d\\ude00":"\\ud83d\\ude00"}'],
    ['brackets, commas and quotes in a text', '{"a":"]}[{,\\",\\\\","b":"\\\\"}'],
  ])('accepts %s', (_what, text) => {
    expect(parseJsonText(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['brackets', nested(500_000)],
    ['escapes', JSON.stringify('"\\'.repeat(250_000))],
    ['one text', JSON.stringify('x'.repeat(1_000_000))],
    ['members', `[${'1,'.repeat(400_000)}1]`],
  ])('is not brought down by a megabyte of %s', (what, text) => {
    if (what === 'brackets') expect(refusalOf(text)).toMatchObject({ status: 400 });
    else expect(parseJsonText(text)).toEqual(JSON.parse(text));
  });
});
