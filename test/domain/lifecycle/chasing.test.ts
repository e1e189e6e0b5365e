import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { hour, inReview, minute, type Story, startAt, theAgent } from '../../support/bot/a-story.js';

const at = (ms: number) => new Date(startAt.getTime() + ms);
const wakeAt = (story: Story, ms: number): Story => {
  story.now = at(ms);
  return story.does(bot, { type: 'wake' });
};
const wakeNext = (story: Story): Story => {
  story.now = story.it().nextCheckAt ?? story.now;
  return story.does(bot, { type: 'wake' });
};
const prepared = (story: Story): Story =>
  story.does(bot, { type: 'triage', packet: null, fields: {}, before: [], owner: null, nonce: 'nonce-2' });
const asks = (story: Story): Story =>
  story.does('U0BEN', { type: 'ask_information', seen: story.seen(), question: 'How many?', fields: [] });
const level = (one: 3 | 4) => aCharter({ taskTypes: { customer_reply: aTaskType({ level: one }) } });

describe('while somebody has to answer', () => {
  it('the time to decide stands still', () => {
    const story = inReview();
    story.now = at(hour);
    asks(story);
    story.now = at(4 * hour);
    prepared(story.does(theAgent, { type: 'supply_information', fields: {}, answer: 'Sixty' }));
    expect(story.it()).toMatchObject({
      clockStartedAt: startAt,
      dueAt: at(7 * hour),
      nextCheckAt: at(5 * hour),
    });
    expect(
      wakeAt(story, 5 * hour)
        .types()
        .at(-1),
    ).toBe('nudged');
    wakeAt(story, 7 * hour);
    expect(story.types().at(-1)).toBe('escalated');
  });

  it('a person helps after three reminders, and can ask once more', () => {
    const story = asks(inReview());
    for (let reminder = 0; reminder < 3; reminder += 1) wakeNext(story);
    expect(story.it()).toMatchObject({ state: 'blocked', reminders: 3 });
    wakeNext(story);
    expect(story.it()).toMatchObject({ state: 'exception', exception: { cause: 'blocked_too_long' } });
    story.does('U0MEG', { type: 'retry' });
    expect(story.it()).toMatchObject({ state: 'blocked', reminders: 0, exception: null });
  });
});

describe('a snooze', () => {
  const snoozed = (story: Story, ms: number, who = 'U0ANA'): Story =>
    story.does(who, { type: 'snooze', until: at(ms) });

  it('silences the reminders until then, and the time to decide goes on', () => {
    const story = snoozed(inReview(), 3 * hour);
    expect(story.it()).toMatchObject({ nextCheckAt: at(3 * hour), dueAt: at(4 * hour) });
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

describe('an alert', () => {
  it('goes to the top of the ladder at once and is repeated until somebody acknowledges it', () => {
    const story = inReview(level(4));
    expect(story.it().owner).toEqual({ role: 'head_of_support', person: 'U0MEG' });
    expect(story.effects.at(-1)).toMatchObject({
      type: 'tell-owner',
      why: 'assigned',
      owner: { person: 'U0MEG' },
    });
    for (const minutes of [5, 10, 15]) {
      wakeAt(story, minutes * minute);
      expect(story.effects.at(-1)).toMatchObject({ type: 'tell-owner', why: 'alert' });
    }
    story.does('U0MEG', { type: 'take_over', seen: story.seen() });
    wakeAt(story, 20 * minute);
    expect(story.refusal?.code).toBe('not_now');
  });
});

describe('work that somebody took over', () => {
  it('comes back to everybody when they are silent after a reminder', () => {
    const story = inReview(level(3));
    story.does('U0ANA', { type: 'take_over', seen: story.seen() });
    wakeNext(story);
    expect(story.it()).toMatchObject({ state: 'taken_over', reminders: 1 });
    wakeNext(story);
    expect(story.it()).toMatchObject({ state: 'review', owner: { role: 'support', person: null } });
    expect(story.effects.at(-1)).toMatchObject({
      type: 'tell-owner',
      owner: { role: 'support', person: null },
    });
  });

  it('stays with them while they do something', () => {
    const story = inReview(level(3));
    story.does('U0ANA', { type: 'take_over', seen: story.seen() });
    wakeNext(story);
    story.does('U0ANA', { type: 'snooze', until: new Date(story.now.getTime() + minute) });
    expect(story.refusal?.detail).toContain('late');
    story.does('U0ANA', { type: 'complete', note: 'Called them' });
    expect(story.it().state).toBe('resolved');
  });
});

describe('what somebody has just done', () => {
  it('is not told to themselves', () => {
    const story = inReview();
    story.does('U0MEG', { type: 'escalate', seen: story.seen(), option: 'manager', note: null });
    expect(story.it().owner.person).toBe('U0MEG');
    expect(story.effects.at(-1)).not.toMatchObject({ type: 'tell-owner' });
    const other = inReview();
    other.does('U0ANA', { type: 'escalate', seen: other.seen(), option: 'manager', note: null });
    expect(other.effects.at(-1)).toMatchObject({ type: 'tell-owner', owner: { person: personId('U0MEG') } });
  });
});

describe('trouble that stays where it is', () => {
  it('is told to the manager of its owner as well, from the second reminder on', () => {
    const charter = aCharter();
    const roles = {
      ...charter.roles,
      head_of_support: { ...charter.roles.head_of_support!, manager: 'sales' },
    };
    const story = inReview({ ...charter, roles });
    story.does(bot, { type: 'report_undeliverable', surface: 'card', detail: 'The channel is archived.' });
    const told = (): string[] => {
      const before = story.effects.length;
      wakeNext(story);
      return story.effects
        .slice(before)
        .map((one) => (one.type === 'tell-owner' ? one.owner.role : one.type));
    };
    expect(told()).toEqual(['head_of_support']);
    expect(told()).toEqual(['head_of_support', 'sales']);
  });
});
