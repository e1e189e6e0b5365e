import { bot } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { hour, inReview, type Story, startAt } from '../../support/bot/a-story.js';

const at = (ms: number) => new Date(startAt.getTime() + ms);
const wakeAt = (story: Story, ms: number): Story => {
  story.now = at(ms);
  return story.does(bot, { type: 'wake' });
};
const level = (one: 3 | 4) => aCharter({ taskTypes: { customer_reply: aTaskType({ level: one }) } });

describe('a snooze', () => {
  const snoozed = (story: Story, ms: number, who = 'U0ANA'): Story =>
    story.does(who, { type: 'snooze', until: at(ms) });

  it('silences the reminders until then, and the time to decide goes on', () => {
    const story = snoozed(inReview(), 3 * hour);
    expect(story.it()).toMatchObject({ clock: { nextCheckAt: at(3 * hour), dueAt: at(4 * hour) } });
    wakeAt(story, 2 * hour);
    expect(story.refusal?.code).toBe('not_now');
    expect(
      wakeAt(story, 3 * hour)
        .types()
        .at(-1),
    ).toBe('nudged');
  });

  it.each([
    ['beyond the time to decide', 4 * hour + 1, 'It is due before then. Please choose an earlier time.'],
    ['back in time', 0, 'This time is over already.'],
  ])('is refused %s', (_what, ms, words) => {
    expect(snoozed(inReview(), ms).refusal?.detail).toBe(words);
  });

  it('is refused once it is late, for an alert, and to strangers', () => {
    const late = inReview();
    late.now = at(4 * hour);
    expect(snoozed(late, 5 * hour).refusal?.detail).toContain('late already');
    expect(snoozed(inReview(level(4)), hour, 'U0MEG').refusal?.detail).toContain('cannot wait');
    expect(snoozed(inReview(), hour, 'U0KIM').refusal?.code).toBe('not_your_handoff');
  });
});
