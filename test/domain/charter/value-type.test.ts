import { isMoney } from '../../../src/domain/charter/value-type.js';
import type { Json } from '../../../src/domain/json.js';

describe('an amount', () => {
  it.each<[string, Json | undefined, boolean]>([
    ['a count with its currency', { minor: 4000, currency: 'EUR' }, true],
    ['less than nothing', { minor: -1, currency: 'JPY' }, true],
    ['half a cent', { minor: 0.5, currency: 'EUR' }, false],
    ['more than can be counted', { minor: 2 ** 53, currency: 'EUR' }, false],
    ['a count in words', { minor: '4000', currency: 'EUR' }, false],
    ['no currency', { minor: 4000 }, false],
    ['a currency in small letters', { minor: 4000, currency: 'eur' }, false],
    ['a sign for a currency', { minor: 4000, currency: '€' }, false],
    ['nothing', null, false],
    ['what is not there', undefined, false],
    ['a text', '40.00 EUR', false],
  ])('%s', (_what, value, isOne) => {
    expect(isMoney(value)).toBe(isOne);
  });
});
