import { closeNames, didYouMean } from '../../../src/domain/charter/close-names.js';

describe('a misspelt name', () => {
  const known = ['support', 'sales', 'head_of_support'];

  it.each([
    ['with a letter missing', 'suport', ' Did you mean “support”?'],
    ['with two letters exchanged', 'saels', ' Did you mean “sales”?'],
    ['that is long, with a quarter of it wrong', 'head_of_suXXXrt', ' Did you mean “head_of_support”?'],
    ['that is short, and three letters away', 'sal', ' Did you mean “sales”?'],
    ['that is far from everything', 'marketing', ''],
    ['that is short and three letters away from all', 'sa', ''],
  ])('%s', (_how, written, hint) => {
    expect(didYouMean(written, known)).toBe(hint);
  });

  it('has no likeness where nothing is known', () => {
    expect(didYouMean('support', [])).toBe('');
  });
});

describe('the closest codes', () => {
  const regions = {
    BE: 'Berlin',
    BY: 'Bavaria',
    BB: 'Brandenburg',
    HH: 'Hamburg',
    HE: 'Hesse',
    SN: 'Saxony',
  };

  it('are close by their own letters or by those of their names, however they are written', () => {
    expect(closeNames('sn', regions)[0]).toBe('SN');
    expect(closeNames('bavarja', regions)[0]).toBe('BY');
    expect(closeNames('HAMBUGR', regions)[0]).toBe('HH');
  });

  it('are five at most', () => {
    expect(closeNames('x', regions)).toHaveLength(5);
  });
});
