import { currencyCodes, decimalsOf } from '../../../src/domain/charter/currencies.js';

/** Minor units as the maintenance agency of ISO 4217 lists them where they are not two. */
const listed: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

describe('the currencies of ISO 4217', () => {
  it.each(Object.entries(listed))('have %s decimals where the standard says so', (digits, codes) => {
    expect(codes.split(' ').map(decimalsOf)).toEqual(codes.split(' ').map(() => Number(digits)));
    const ours = currencyCodes.filter((code) => decimalsOf(code) === Number(digits));
    expect(ours).toEqual(codes.split(' ').sort());
  });

  it.each('HUF COP IDR PKR ALL AFN IRR KPW LAK LBP MGA MMK SOS SYP YER EUR USD TWD'.split(' '))(
    'have two decimals for %s, whatever the platform makes of it',
    (code) => {
      expect(decimalsOf(code)).toBe(2);
    },
  );

  it('do not include what is no money', () => {
    for (const code of ['XXX', 'XTS', 'XAU', 'ABC', 'eur', '']) expect(decimalsOf(code)).toBeNull();
    expect(currencyCodes).toHaveLength(166);
  });
});
