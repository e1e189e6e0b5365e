import { bot, personId } from '../../../src/domain/ids.js';
import { quietUntil } from '../../../src/domain/people/quiet-hours.js';
import { aCharter } from '../../support/a-charter.js';
import { aDirectory, aPerson } from '../../support/a-directory.js';
import { inReview } from '../../support/bot/a-story.js';

const nights = aCharter({
  nudging: { perDay: 20, digestFrom: 3, quiet: { fromMinute: 20 * 60, toMinute: 7 * 60 } },
});
const noon = aCharter({
  nudging: { perDay: 20, digestFrom: 3, quiet: { fromMinute: 12 * 60, toMinute: 13 * 60 } },
});
const owner = { role: 'support', person: personId('U0ANA') };
const until = (charter: typeof nights, at: string, timezone = 'Europe/Berlin'): string | undefined => {
  const now = new Date(at);
  const people = { U0ANA: aPerson('U0ANA', { timezone }) };
  return quietUntil(owner, { charter, directory: aDirectory(now, { people }), now })?.toISOString();
};

describe('quiet hours', () => {
  it.each([
    ['in the evening', nights, '2026-10-01T18:30:00Z', 'Europe/Berlin', '2026-10-02T05:00:00.000Z'],
    ['before dawn', nights, '2026-10-02T04:59:00Z', 'Europe/Berlin', '2026-10-02T05:00:00.000Z'],
    ['by day', nights, '2026-10-01T10:00:00Z', 'Europe/Berlin', undefined],
    [
      'by day at home, when it is night for them',
      nights,
      '2026-10-01T10:00:00Z',
      'America/New_York',
      '2026-10-01T11:00:00.000Z',
    ],
    ['over the autumn change', nights, '2026-10-24T20:00:00Z', 'Europe/Berlin', '2026-10-25T06:00:00.000Z'],
    ['within a day', noon, '2026-10-01T10:15:00Z', 'Europe/Berlin', '2026-10-01T11:00:00.000Z'],
    ['after they ended', noon, '2026-10-01T11:00:00Z', 'Europe/Berlin', undefined],
  ])('%s', (_when, charter, at, zone, end) => {
    expect(until(charter, at, zone)).toBe(end);
  });

  it('let a reminder wait and an escalation pass', () => {
    const story = inReview(nights);
    story.now = new Date('2026-10-01T19:00:00Z');
    const opened = inReview(nights);
    opened.handoff = {
      ...opened.it(),
      clock: { ...opened.it().clock, startedAt: new Date('2026-10-01T17:00:00Z'), nextCheckAt: story.now },
    };
    opened.now = story.now;
    opened.does(bot, { type: 'wake' });
    expect(opened.types().at(-1)).toBe('checked');
    expect(opened.it().clock.nextCheckAt?.toISOString()).toBe('2026-10-01T21:00:00.000Z');
    opened.now = new Date('2026-10-01T21:00:00Z');
    opened.does(bot, { type: 'wake' });
    expect(opened.types().at(-1)).toBe('escalated');
  });
});
