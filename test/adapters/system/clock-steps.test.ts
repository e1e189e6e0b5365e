import { watchClock } from '../../../src/adapters/system/clock-steps.js';

const hour = 3_600_000;

describe('the clock', () => {
  it('that is set back is told by how much, once; forward or by a little is not', async () => {
    let wall = 10 * hour;
    let looks = 0;
    const heard: number[] = [];
    const steady = (): number => {
      looks += 1;
      return 5_000;
    };
    const stop = watchClock((byMs) => void heard.push(byMs), { wall: () => wall, steady, everyMs: 1 });
    const seen = async (): Promise<void> => {
      const after = looks + 4;
      while (looks < after) await new Promise((resolve) => setTimeout(resolve, 1));
    };
    await seen();
    wall += 2 * hour;
    await seen();
    wall -= 500;
    await seen();
    expect(heard).toEqual([]);
    wall -= hour;
    await seen();
    expect(heard).toEqual([hour]);
    stop();
  });
});
