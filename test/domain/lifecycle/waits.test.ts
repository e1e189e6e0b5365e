import * as waits from '../../../src/domain/lifecycle/waits.js';
import { minute, startAt } from '../../support/bot/a-story.js';

const { after, ...lengths } = waits;

describe('how long something waits', () => {
  it('is counted in real time', () => {
    expect(after(startAt, 90 * minute).toISOString()).toBe('2026-10-01T10:30:00.000Z');
  });

  it('is long enough for what is waited for, and never for ever', () => {
    const { mostBlockedReminders, ...ms } = lengths;
    expect(mostBlockedReminders).toBeGreaterThan(0);
    for (const one of Object.values(ms)) {
      expect(one).toBeGreaterThanOrEqual(2 * minute);
      expect(one).toBeLessThanOrEqual(24 * 60 * minute);
    }
    expect(ms.alertAgainMs).toBeLessThan(ms.prepareAgainMs);
  });
});
