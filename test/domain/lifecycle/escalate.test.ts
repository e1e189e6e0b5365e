import { bot } from '../../../src/domain/ids.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aDirectory, members } from '../../support/a-directory.js';
import { hour, inReview, type Story, startAt } from '../../support/bot/a-story.js';

describe('escalating', () => {
  it('makes somebody else the owner and starts the time to decide anew', () => {
    const story = inReview();
    story.now = new Date(story.now.getTime() + hour);
    story.does('U0ANA', {
      type: 'escalate',
      seen: story.seen(),
      option: 'escalate_to_sales',
      note: 'Pricing is yours',
    });
    expect(story.it()).toMatchObject({
      state: 'review',
      owner: { role: 'sales', person: 'U0SAL' },
      clock: { nextRung: 0 },
    });
    expect(story.it().clock.dueAt).toEqual(new Date(story.now.getTime() + 4 * hour));
    expect(story.effects).toContainEqual({
      type: 'tell-owner',
      why: 'escalated',
      owner: { role: 'sales', person: 'U0SAL' },
    });
  });

  it('refuses an option that the charter does not name', () => {
    const story = inReview();
    story.does('U0ANA', { type: 'escalate', seen: story.seen(), option: 'to_the_moon', note: null });
    expect(story.refusal?.code).toBe('unknown_option');
  });

  it('begins the ladder again, so that the new owner is reminded from its first rung on', () => {
    const story = inReview();
    const wakeAt = (hours: number): Story => {
      story.now = new Date(startAt.getTime() + hours * hour);
      return story.does(bot, { type: 'wake' });
    };
    wakeAt(2);
    story.now = new Date(startAt.getTime() + 3 * hour);
    story.does('U0ANA', { type: 'escalate', seen: story.seen(), option: 'escalate_to_sales', note: null });
    expect(wakeAt(4).refusal?.code).toBe('not_now');
    wakeAt(5);
    expect(story.happened.at(-1)?.event).toMatchObject({
      type: 'nudged',
      data: { rung: 0, who: { role: 'sales', person: 'U0SAL' } },
    });
  });

  it('leads to somebody else than whoever has it, where the role has one', () => {
    const taskTypes = { customer_reply: aTaskType({ escalateTo: ['support'] }) };
    const to = (who: string) => {
      const story = inReview(aCharter({ taskTypes }));
      story.directory = (now) => {
        const { roles, ...directory } = aDirectory(now);
        return { ...directory, roles: { ...roles, support: members(['U0ANA', who], now) } };
      };
      story.does('U0ANA', { type: 'escalate', seen: story.seen(), option: 'role:support', note: null });
      return story.it().owner.person;
    };
    expect([to('U0SAM'), to('U0ANA')]).toEqual(['U0SAM', 'U0ANA']);
  });

  it('keeps what was written about it, and nothing where nothing was', () => {
    const noted = (note: string | null) => {
      const story = inReview();
      story.does('U0ANA', { type: 'escalate', seen: story.seen(), option: 'manager', note });
      return story.happened.at(-1)?.event.content;
    };
    expect([noted(' Please look '), noted('  '), noted(null)]).toEqual([
      { note: 'Please look' },
      { note: null },
      { note: null },
    ]);
  });
});

describe('escalating to a team or a person', () => {
  it.each([
    ['role:head_of_support', { role: 'head_of_support', person: 'U0MEG' }],
    ['person:U0SAL', { role: 'sales', person: 'U0SAL' }],
  ])('%s makes them the owner', (option, owner) => {
    const story = inReview();
    story.does('U0ANA', { type: 'escalate', seen: story.seen(), option, note: 'Please look' });
    expect(story.it().owner).toEqual(owner);
  });

  it.each(['role:reviewers', 'person:U0KIM', 'role:', 'person:', 'role:constructor'])(
    'refuses what the charter does not allow: %s',
    (option) => {
      const story = inReview();
      story.does('U0ANA', { type: 'escalate', seen: story.seen(), option, note: null });
      expect(story.refusal?.code).toBe('unknown_option');
    },
  );
});
