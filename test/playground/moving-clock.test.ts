import { createMovingClock } from '../../playground/moving-clock.js';
import { systemClock, systemTimer } from '../../src/adapters/system/clock.js';
import type { Ports } from '../../src/application/application.js';

const hour = 3_600_000;

describe('a clock that moves', () => {
  const aClock = () => {
    const moving = createMovingClock();
    const people = { directory: () => ({ teamId: 'T', people: {}, roles: {} }) };
    const { clock, timer } = moving.around({
      clock: systemClock,
      timer: systemTimer,
      people,
    } as unknown as Ports);
    return { moving, clock, timer };
  };

  it('lets a wait come due as soon as its time has been passed', async () => {
    const { moving, clock, timer } = aClock();
    const rang = new Promise<void>((resolve) => {
      timer.at(new Date(clock.now().getTime() + 2 * hour), resolve);
    });
    moving.advance(hour);
    moving.advance(hour);
    await rang;
  });

  it('never rings twice, nor after it was cancelled', async () => {
    const { moving, clock, timer } = aClock();
    let rings = 0;
    const soon = () => new Date(clock.now().getTime() + hour);
    timer.at(soon(), () => {
      rings += 1;
    });
    const cancel = timer.at(soon(), () => {
      rings += 10;
    });
    moving.advance(hour / 2);
    cancel();
    moving.advance(hour);
    await new Promise((resolve) => setTimeout(resolve, 20));
    moving.advance(hour);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(rings).toBe(1);
  });
});
