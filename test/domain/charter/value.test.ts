import * as fc from 'fast-check';
import { moneyText } from '../../../src/domain/charter/money.js';
import { readValue } from '../../../src/domain/charter/value.js';
import type { ValueType } from '../../../src/domain/charter/value-type.js';
import type { Json } from '../../../src/domain/json.js';

describe('reading a value as the charter declares it', () => {
  const good: [string, ValueType, Json, Json][] = [
    ['a text', { kind: 'string' }, 'A-1', 'A-1'],
    ['a whole number as people type it', { kind: 'integer' }, '12', 12],
    ['a number', { kind: 'number' }, 1.5, 1.5],
    ['a yes', { kind: 'boolean' }, 'true', true],
    ['money as people type it', { kind: 'money' }, '40.00 EUR', { minor: 4000, currency: 'EUR' }],
    ['money without cents', { kind: 'money' }, '40 EUR', { minor: 4000, currency: 'EUR' }],
    ['money of a currency that has no cents', { kind: 'money' }, '40 JPY', { minor: 40, currency: 'JPY' }],
    [
      'money of a currency with three decimals',
      { kind: 'money' },
      '1.234 KWD',
      { minor: 1234, currency: 'KWD' },
    ],
    [
      'money as agents write it',
      { kind: 'money' },
      { amount: '9.5', currency: 'USD' },
      { minor: 950, currency: 'USD' },
    ],
    ['stored money', { kind: 'money' }, { minor: 1, currency: 'EUR' }, { minor: 1, currency: 'EUR' }],
    ['an address', { kind: 'email' }, 'ana@example.com', 'ana@example.com'],
    ['a choice', { kind: 'enum', options: ['won', 'lost'] }, 'won', 'won'],
  ];
  it.each(good)('takes %s', (_what, type, value, stored) => {
    expect(readValue(type, value)).toEqual({ value: stored });
  });

  const bad: [string, ValueType, Json][] = [
    ['a number for a text', { kind: 'string' }, 7],
    ['an empty text', { kind: 'string' }, '  '],
    ['a text over its length', { kind: 'string', maxLength: 3 }, 'four'],
    ['half a whole number', { kind: 'integer' }, '1.5'],
    ['a number that is not safe', { kind: 'integer' }, 2 ** 53],
    ['words for a number', { kind: 'number' }, 'many'],
    ['money without a currency', { kind: 'money' }, '40.00'],
    ['money with too many decimals', { kind: 'money' }, '40.001 EUR'],
    ['money in a currency that is none', { kind: 'money' }, '40.00 XQZ'],
    ['money as a float', { kind: 'money' }, { amount: 40.1, currency: 'EUR' }],
    ['half a cent', { kind: 'money' }, { minor: 0.5, currency: 'EUR' }],
    ['a name for an address', { kind: 'email' }, 'Ana'],
    ['another choice', { kind: 'enum', options: ['won'] }, 'lost'],
    ['null', { kind: 'boolean' }, null],
  ];
  it.each(bad)('refuses %s with a sentence', (_what, type, value) => {
    expect(readValue(type, value)).toEqual({ problem: expect.stringMatching(/^This .*\.$/) });
  });

  it('reads money back as it is shown', () => {
    const amount = fc.record({
      minor: fc.nat(10 ** 12),
      currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'USD'),
    });
    fc.assert(
      fc.property(amount, (money) => {
        expect(readValue({ kind: 'money' }, moneyText(money))).toEqual({ value: money });
      }),
    );
  });
});

describe('an amount', () => {
  it.each(['-1000.00 EUR', { minor: -100_000, currency: 'EUR' }, { amount: '-10', currency: 'EUR' }])(
    'below zero is refused in every form: %j',
    (value) => {
      expect(readValue({ kind: 'money' }, value)).toEqual({
        problem: 'This amount must not be below zero, such as 40.00 EUR.',
      });
      expect(readValue({ kind: 'money', negative: true }, value)).toHaveProperty('value.currency', 'EUR');
    },
  );

  it.each([
    ['1500 HUF', 150_000, 'HUF'],
    ['1500.50 HUF', 150_050, 'HUF'],
    ['12.345 IQD', 12_345, 'IQD'],
    [{ minor: 150_050, currency: 'HUF' }, 150_050, 'HUF'],
  ])('%j is taken by the decimals of ISO 4217', (value, minor, currency) => {
    expect(readValue({ kind: 'money' }, value)).toEqual({ value: { minor, currency } });
  });
});
