/**
 * Some suites have two forms: `npm test` plays the short one, which still fails when the product does, and
 * `npm run campaign` the long one. What is drawn at random follows the seed, which stands in the suite's title.
 */
const isCampaign = process.env.CAMPAIGN === '1';

export const volume = (short: number, long: number): number => (isCampaign ? long : short);

/** Give it in the environment to see a run again. */
export const seedFrom = (name: string): number => Number(process.env[name] ?? Date.now() % 1_000_000);
