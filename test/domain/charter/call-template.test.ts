import {
  fillObject,
  fillTemplate,
  placeholdersIn,
  valueAt,
} from '../../../src/domain/charter/call-template.js';
import type { JsonObject } from '../../../src/domain/json.js';

const values: JsonObject = { stage: 'won', amount: { minor: 4000, currency: 'EUR' }, count: 3, none: null };
const lookUp = (name: string) => valueAt(values, name);

describe('a call template', () => {
  it('keeps the type of the value that takes a placeholder’s place', () => {
    expect(fillObject({ stage: '$stage', money: '$amount', nested: { n: ['$count'] } }, lookUp)).toEqual({
      stage: 'won',
      money: { minor: 4000, currency: 'EUR' },
      nested: { n: [3] },
    });
  });

  it('takes one part of an amount', () => {
    expect(fillTemplate('$amount.minor', lookUp)).toBe(4000);
  });

  it('leaves a key out when its argument was not given, and keeps one that is null', () => {
    expect(fillObject({ a: '$missing', b: '$none', c: ['$missing', 1] }, lookUp)).toEqual({
      b: null,
      c: [1],
    });
  });

  it('leaves every other text as it is', () => {
    const texts = { price: '$5 off', mixed: 'to $stage', dollar: '$', twice: '$$stage' };
    expect(fillObject(texts, lookUp)).toEqual(texts);
  });

  it('never looks at what an object inherits', () => {
    expect(fillObject({ a: '$constructor', b: '$stage.length' }, lookUp)).toEqual({});
  });

  it('names its placeholders', () => {
    expect(placeholdersIn({ a: '$x', b: ['$y.minor', { c: '$z' }], d: 'plain' })).toEqual([
      'x',
      'y.minor',
      'z',
    ]);
  });
});

describe('a field of a record', () => {
  it('is found under its own name before it is taken for a path', () => {
    expect(valueAt({ 'a.b': 1, a: { b: 2 } }, 'a.b')).toBe(1);
    expect(valueAt({ a: { b: 2 } }, 'a.b')).toBe(2);
    expect(valueAt({ a: 'text' }, 'a.b')).toBeUndefined();
  });
});
