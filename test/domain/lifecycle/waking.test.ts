import { bot } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { executing, hour, inReview, type Story, startAt } from '../../support/bot/a-story.js';

const at = (hours: number) => new Date(startAt.getTime() + hours * hour);
const wakeAt = (story: Story, hours: number): Story => {
  story.now = at(hours);
  return story.does(bot, { type: 'wake' });
};

describe('the ladder', () => {
  it('nudges the owner at half the time to decide, privately', () => {
    const story = wakeAt(inReview(), 2);
    expect(story.types().at(-1)).toBe('nudged');
    expect(story.effects.at(-1)).toEqual({
      type: 'tell-owner',
      why: 'nudge',
      owner: { role: 'support', person: 'U0ANA' },
    });
    expect(story.it().nextCheckAt).toEqual(at(4));
  });

  it('makes the manager the owner when the time is over', () => {
    const story = wakeAt(wakeAt(inReview(), 2), 4);
    expect(story.it().owner).toEqual({ role: 'head_of_support', person: 'U0MEG' });
    expect(story.effects.slice(-3).map(({ type }) => type)).toEqual(['show-card', 'add-note', 'tell-owner']);
  });

  it('never fires early', () => {
    const story = wakeAt(inReview(), 1.99);
    expect(story.refusal?.code).toBe('not_now');
    expect(story.types()).not.toContain('nudged');
  });

  it('fires only the latest due rung after a long pause', () => {
    const story = wakeAt(inReview(), 9);
    expect(story.types().filter((type) => type === 'nudged' || type === 'escalated')).toEqual(['escalated']);
    expect(story.it()).toMatchObject({ owner: { role: 'head_of_support' }, nextRung: 3 });
  });

  it('reminds every day once it is used up, until the handoff expires; silence never approves', () => {
    const story = wakeAt(inReview(), 9);
    expect(story.it().nextCheckAt).toEqual(at(33));
    wakeAt(story, 33);
    expect(story.types().at(-1)).toBe('nudged');
    wakeAt(story, 14 * 24);
    expect(story.it().state).toBe('expired');
    expect(story.it().decision).toBeNull();
  });

  it('tells the owner when there is no manager to go to', () => {
    const charter = aCharter();
    const { support, ...others } = charter.roles;
    const story = inReview({
      ...charter,
      roles: { ...others, support: { name: 'support', users: support?.users ?? [] } },
    });
    wakeAt(wakeAt(story, 2), 4);
    expect(story.it().owner.role).toBe('support');
    expect(story.effects.at(-1)).toMatchObject({ type: 'tell-owner', owner: { person: 'U0ANA' } });
  });
});

describe('other waiting', () => {
  it('begins a quiet run again', () => {
    const story = executing();
    story.now = new Date(story.it().nextCheckAt ?? 0);
    story.does(bot, { type: 'wake' });
    expect(story.effects.at(-1)).toEqual({ type: 'run-step' });
    expect(story.it().nextCheckAt?.getTime()).toBeGreaterThan(story.now.getTime());
  });

  it('asks again for what is missing', () => {
    const charter = aCharter({
      taskTypes: { customer_reply: aTaskType({ fields: { seats: { kind: 'integer' } } }) },
    });
    const story = wakeAt(inReview(charter), 24);
    expect(story.effects.at(-1)).toMatchObject({ type: 'tell-owner', why: 'information_needed' });
  });
});
