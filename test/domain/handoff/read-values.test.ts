import { readValues } from '../../../src/domain/handoff/read-values.js';

const types = {
  amount: { kind: 'money' },
  seats: { kind: 'integer', optional: true },
  'a/b': { kind: 'string' },
} as const;

describe('values that somebody sends', () => {
  it('are taken in their stored form', () => {
    expect(readValues({ amount: '40 EUR', seats: '60' }, types, '/fields')).toEqual({
      values: { amount: { minor: 4000, currency: 'EUR' }, seats: 60 },
      faults: [],
    });
  });

  it('are not there where nothing was sent', () => {
    expect(readValues({ seats: null }, types, '/fields')).toEqual({ values: {}, faults: [] });
  });

  it('are faults each by itself, with a way to its place, where they do not fit', () => {
    const { values, faults } = readValues({ seats: 'many', 'a/b': 7, amount: '1 EUR' }, types, '/fields');
    expect(values).toEqual({ amount: { minor: 100, currency: 'EUR' } });
    expect(faults).toEqual([
      { code: 'invalid_value', detail: 'This must be a number, such as 12.', pointer: '/fields/seats' },
      { code: 'invalid_value', detail: 'This must be a text.', pointer: '/fields/a~1b' },
    ]);
  });

  it.each([
    ['a misspelt name, with the one that was meant', 'ammount', ' Did you mean “amount”?'],
    ['a name that is far from all', 'colour', undefined],
    ['a name of every object', 'constructor', undefined],
  ])('are refused under %s', (_what, name, hint) => {
    const [fault] = readValues({ [name]: 'x' }, types, '').faults;
    expect(fault).toMatchObject({ detail: `The charter has no “${name}” here.`, pointer: `/${name}` });
    expect(fault?.hint).toBe(hint);
  });
});
