import { measureHouse } from './measure/measures.js';

describe('the house', () => {
  it.each(measureHouse().map((measure) => [measure.what, measure] as const))(
    'keeps to its goal for %s',
    (_what, measure) => {
      expect(measure.where).toEqual([]);
      expect(measure.isMet).toBe(true);
    },
  );
});
