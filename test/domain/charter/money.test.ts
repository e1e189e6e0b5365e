import { countedFor, majorUnits, moneyText, serviceAmount } from '../../../src/domain/charter/money.js';

const money = (minor: number, currency: string) => ({ minor, currency });

describe('money', () => {
  it.each([
    [150_050, 'HUF', '1500.50 HUF', 1500.5],
    [12_345, 'IQD', '12.345 IQD', 12.345],
    [500, 'JPY', '500 JPY', 500],
    [5, 'EUR', '0.05 EUR', 0.05],
    [-100_000, 'EUR', '-1000.00 EUR', -1000],
  ])('of %d minor units of %s reads %s', (minor, currency, text, major) => {
    expect(moneyText(money(minor, currency))).toBe(text);
    expect(majorUnits(money(minor, currency))).toBe(major);
  });

  // https://docs.stripe.com/currencies: zero-decimal, three-decimal and special-case currencies.
  it.each([
    ['minor', 150_000, 'HUF', 150_000],
    ['major', 150_050, 'HUF', 1500.5],
    ['stripe', 150_000, 'HUF', 150_000],
    ['stripe', 4_000, 'EUR', 4_000],
    ['stripe', 500, 'JPY', 500],
    ['stripe', 500, 'ISK', 50_000],
    ['stripe', 500, 'UGX', 50_000],
    ['stripe', 150_000, 'MGA', 1_500],
    ['stripe', 150_050, 'MGA', null],
    ['stripe', 5_120, 'KWD', 5_120],
    ['stripe', 5_124, 'KWD', null],
    ['stripe', 80_045, 'TWD', 80_045],
  ] as const)('is counted by a service in %s: %d %s as %p', (count, minor, currency, amount) => {
    expect(serviceAmount(count, money(minor, currency))).toBe(amount);
  });

  it('goes out beside what it is', () => {
    expect(countedFor('stripe', { amount: money(500, 'ISK'), id: 'pi_1' })).toEqual({
      amount: { minor: 500, currency: 'ISK', amount: 50_000 },
      id: 'pi_1',
    });
  });
});
