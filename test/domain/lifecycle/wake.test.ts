import { bot } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import {
  aStory,
  aSubmit,
  executing,
  hour,
  inReview,
  minute,
  type Story,
  startAt,
  theAgent,
} from '../../support/bot/a-story.js';

const at = (ms: number) => new Date(startAt.getTime() + ms);
const wakeAt = (story: Story, ms: number): Story => {
  story.now = at(ms);
  return story.does(bot, { type: 'wake' });
};
const wakeNext = (story: Story): Story => {
  story.now = story.it().clock.nextCheckAt ?? story.now;
  return story.does(bot, { type: 'wake' });
};
const prepared = (story: Story): Story =>
  story.does(bot, { type: 'triage', packet: null, fields: {}, before: [], owner: null, nonce: 'nonce-2' });
const asks = (story: Story): Story =>
  story.does('U0BEN', { type: 'ask_information', seen: story.seen(), question: 'How many?', fields: [] });
const level = (one: 3 | 4) => aCharter({ taskTypes: { customer_reply: aTaskType({ level: one }) } });

describe('the ladder', () => {
  it('nudges the owner at half the time to decide, privately', () => {
    const story = wakeAt(inReview(), 2 * hour);
    expect(story.types().at(-1)).toBe('nudged');
    expect(story.effects.at(-1)).toEqual({
      type: 'tell-owner',
      why: 'nudge',
      owner: { role: 'support', person: 'U0ANA' },
    });
    expect(story.it().clock.nextCheckAt).toEqual(at(4 * hour));
  });

  it('makes the manager the owner when the time is over', () => {
    const story = wakeAt(wakeAt(inReview(), 2), 4 * hour);
    expect(story.it().owner).toEqual({ role: 'head_of_support', person: 'U0MEG' });
    expect(story.effects.slice(-3).map(({ type }) => type)).toEqual(['show-card', 'add-note', 'tell-owner']);
  });

  it('never fires early', () => {
    const story = wakeAt(inReview(), 1.99 * hour);
    expect(story.refusal?.code).toBe('not_now');
    expect(story.types()).not.toContain('nudged');
  });

  it('fires only the latest due rung after a long pause', () => {
    const story = wakeAt(inReview(), 9 * hour);
    expect(story.types().filter((type) => type === 'nudged' || type === 'escalated')).toEqual(['escalated']);
    expect(story.it()).toMatchObject({ owner: { role: 'head_of_support' }, clock: { nextRung: 3 } });
  });

  it('reminds every day once it is used up, until the handoff expires; silence never approves', () => {
    const story = wakeAt(inReview(), 9 * hour);
    expect(story.it().clock.nextCheckAt).toEqual(at(33 * hour));
    wakeAt(story, 33 * hour);
    expect(story.types().at(-1)).toBe('nudged');
    wakeAt(story, 14 * 24 * hour);
    expect(story.it().state).toBe('expired');
    expect(story.it().consent.decision).toBeNull();
  });

  it('tells the owner when there is no manager to go to', () => {
    const charter = aCharter();
    const { support, ...others } = charter.roles;
    const story = inReview({
      ...charter,
      roles: { ...others, support: { name: 'support', users: support?.users ?? [] } },
    });
    wakeAt(wakeAt(story, 2), 4 * hour);
    expect(story.it().owner.role).toBe('support');
    expect(story.effects.at(-1)).toMatchObject({
      type: 'tell-owner',
      why: 'nudge',
      owner: { person: 'U0ANA' },
    });
  });
});

describe('other waiting', () => {
  it('begins a quiet run again', () => {
    const story = executing();
    story.now = new Date(story.it().clock.nextCheckAt ?? 0);
    story.does(bot, { type: 'wake' });
    expect(story.effects.at(-1)).toEqual({ type: 'run-step' });
    expect(story.it().clock.nextCheckAt?.getTime()).toBeGreaterThan(story.now.getTime());
  });

  it('asks again for what is missing', () => {
    const charter = aCharter({
      taskTypes: { customer_reply: aTaskType({ fields: { seats: { kind: 'integer' } } }) },
    });
    const story = wakeAt(inReview(charter), 24 * hour);
    expect(story.effects.at(-1)).toMatchObject({ type: 'tell-owner', why: 'information_needed' });
  });
});

describe('while somebody has to answer', () => {
  it('the time to decide stands still', () => {
    const story = inReview();
    story.now = at(hour);
    asks(story);
    story.now = at(4 * hour);
    prepared(story.does(theAgent, { type: 'supply_information', fields: {}, answer: 'Sixty' }));
    expect(story.it()).toMatchObject({
      clock: { startedAt: startAt, dueAt: at(7 * hour), nextCheckAt: at(5 * hour) },
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
    expect(story.it()).toMatchObject({ state: 'blocked', clock: { reminders: 3 } });
    wakeNext(story);
    expect(story.it()).toMatchObject({ state: 'exception', exception: { cause: 'blocked_too_long' } });
    story.does('U0MEG', { type: 'retry' });
    expect(story.it()).toMatchObject({ state: 'blocked', clock: { reminders: 0 }, exception: null });
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
    expect(story.it()).toMatchObject({ state: 'taken_over', clock: { reminders: 1 } });
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

describe('the end of the time', () => {
  it.each([
    ['in review', (story: Story) => story],
    ['while an answer is waited for', asks],
  ])('makes it expire %s', (_where, lead) => {
    const story = lead(
      inReview(aCharter({ taskTypes: { customer_reply: aTaskType({ expireAfterMs: 20 * hour }) } })),
    );
    wakeAt(story, 24 * hour);
    expect(story.it()).toMatchObject({
      state: 'expired',
      consent: { decision: null },
      clock: { nextCheckAt: null },
    });
    expect(story.effects.at(-1)).toEqual({ type: 'show-card' });
  });

  it('leaves alone what somebody has in hand, and what is being carried out', () => {
    const taskTypes = { customer_reply: aTaskType({ expireAfterMs: 5 * hour }) };
    const held = inReview(aCharter({ taskTypes }));
    held.does('U0ANA', { type: 'take_over', seen: held.seen() });
    expect(wakeAt(held, 6 * hour).it().state).toBe('taken_over');
    expect(wakeAt(executing(aCharter({ taskTypes })), 6 * hour).it().state).toBe('executing');
  });

  it('does not come before the next look is due', () => {
    expect(wakeAt(inReview(), hour).refusal?.code).toBe('not_now');
  });
});

describe('work that was not prepared in time', () => {
  it('is prepared again, as often as it takes', () => {
    const story = wakeNext(wakeNext(aStory().does(theAgent, aSubmit())));
    expect(story.effects.map(({ type }) => type)).toEqual(['prepare', 'prepare', 'prepare']);
    expect(story.it()).toMatchObject({ state: 'intake', clock: { nextCheckAt: at(22 * minute) } });
  });
});
