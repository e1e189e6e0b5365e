import { measureHouse } from './measure/measures.js';

/** Figures that the house has reached: from here on they may only stay. */
const reached = [
  'lines per file, median / p90 / max',
  'import circles, types included',
  'any / suppressions per 1,000 lines',
  'files that read the environment',
  'files that read a clock',
  'files per folder',
];

describe('the house', () => {
  const measures = measureHouse();
  it.each(reached)('keeps to its goal for %s', (what) => {
    const measure = measures.find((one) => one.what === what);
    expect(measure?.where).toEqual([]);
    expect(measure?.isMet).toBe(true);
  });
});
