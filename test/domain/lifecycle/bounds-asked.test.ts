import {
  actionsIn,
  nothingAsked,
  nothingGathered,
  nthLatestCallIn,
  pausesIn,
} from '../../../src/domain/bounds.js';
import { bot, person, personId } from '../../../src/domain/ids.js';
import { boundsAsked } from '../../../src/domain/lifecycle/bounds-asked.js';
import { aCharter, aMail, aTaskType, aTool } from '../../support/a-charter.js';
import {
  aSubmit,
  done,
  executing,
  hour,
  inReview,
  minute,
  type Story,
  startAt,
} from '../../support/bot/a-story.js';

const ago = (ms: number) => new Date(startAt.getTime() - ms);
const limits = [
  { atMost: 2, per: 'minute' as const },
  { atMost: 9, per: 'hour' as const },
];
const charter = aCharter({ tools: { 'crm.update_account': aTool({ limits }), 'mail.send': aMail() } });
const budget = [{ atMost: 3, per: 'hour' as const }];
const alone = aCharter({ taskTypes: { customer_reply: aTaskType({ level: 1, budget }) } });
const start = (step: number) => ({ type: 'start_step', step, key: 'k', prior: null }) as const;
const asked = (story: Story, command: Parameters<typeof boundsAsked>[1]) =>
  boundsAsked(story.it(), command, story);

describe('what is asked about the bounds', () => {
  it('is nothing for a click, and nothing for work that the bot never does alone', () => {
    const story = inReview(charter);
    const seen = story.seen();
    expect(asked(story, { type: 'approve', seen })).toBe(nothingAsked);
    expect(asked(story, { type: 'edit', seen, draft: 'x', changes: [], nonce: 'n' })).toBe(nothingAsked);
    expect(boundsAsked(null, aSubmit(), story)).toBe(nothingAsked);
  });

  it('is the pauses and the limits of the tool before a step', () => {
    expect(asked(executing(charter), start(0))).toEqual({
      isPauseAsked: true,
      calls: [
        { tool: 'crm.update_account', n: 2, since: ago(minute) },
        { tool: 'crm.update_account', n: 9, since: ago(hour) },
      ],
      actions: [],
    });
    expect(asked(executing(charter), start(1)).calls).toEqual([]);
  });

  it('is the pauses alone before a step of an undo', () => {
    const story = done(charter).does('U0BEN', { type: 'roll_back', reason: 'It was wrong.' });
    expect(asked(story, start(1))).toEqual({ ...nothingAsked, isPauseAsked: true });
  });

  it('is the pauses and the budget for work that the bot may do alone', () => {
    const budgeted = {
      isPauseAsked: true,
      calls: [],
      actions: [{ taskType: 'customer_reply', since: ago(hour) }],
    };
    const at = { charter: alone, now: startAt };
    expect(boundsAsked(null, aSubmit(), at)).toEqual(budgeted);
    expect(boundsAsked(null, aSubmit({ taskType: 'respond_to_client_inquiry' }), at)).toEqual(budgeted);
  });

  it('is a fault when it was not asked, never a permission', () => {
    const story = executing(charter);
    story.gather = () => nothingGathered;
    expect(() => story.does(bot, start(0))).toThrow('A decision needs the pauses, and did not ask for them.');
    story.gather = () => ({ ...nothingGathered, paused: [] });
    expect(() => story.does(bot, start(0))).toThrow('the calls of crm.update_account');
    expect(() => pausesIn(nothingGathered)).toThrow('the pauses');
    expect(() => actionsIn(nothingGathered, { taskType: 'refund', since: startAt })).toThrow('of refund');
    const wrong = [{ tool: 't', n: 1, since: startAt, nthLatestAt: null }];
    expect(() =>
      nthLatestCallIn({ ...nothingGathered, calls: wrong }, { tool: 't', n: 2, since: startAt }),
    ).toThrow();
  });

  it('lets an approval through while the record cannot say what is paused', () => {
    const story = inReview();
    story.gather = () => nothingGathered;
    story.does(person(personId('U0BEN')), { type: 'approve', seen: story.seen() });
    expect(story.it().state).toBe('executing');
  });
});
