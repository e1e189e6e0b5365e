import { personId } from '../../../src/domain/ids.js';
import { storyLine } from '../../../src/domain/log/story.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { inReview, type Story } from '../../support/bot/a-story.js';

const quorumOfTwo = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      approvers: { roles: ['reviewers'], quorum: 2, exclude: ['requester', 'editor', 'agent_owner'] },
    }),
  },
});
const breaks = (story: Story, who = 'U0MEG', reason = 'The customer is on the phone'): Story =>
  story.does(who, { type: 'override', seen: story.seen(), reason });

describe('approving alone in an emergency', () => {
  it('replaces the approvals, is marked on the decision and in the log, and tells the owner', () => {
    const story = breaks(inReview(quorumOfTwo));
    expect(story.it()).toMatchObject({
      state: 'executing',
      consent: { decision: { by: ['U0MEG'], override: 'The customer is on the phone' } },
    });
    const line = story.happened.find(({ event }) => event.type === 'overridden');
    expect(line && storyLine(line)).toBe(
      '<@U0MEG> approved version 1 alone, in an emergency: The customer is on the phone',
    );
    expect(story.effects).toContainEqual(expect.objectContaining({ type: 'tell-owner', why: 'overridden' }));
  });

  it.each([
    ['somebody who is no administrator', 'U0BEN', 'not_an_administrator'],
    ['a stranger', 'U0KIM', 'not_an_administrator'],
  ])('is refused to %s', (_who, id, code) => {
    const story = breaks(inReview(quorumOfTwo), id);
    expect([story.refusal?.code, story.it().state]).toEqual([code, 'review']);
  });

  it('is refused to everybody when the charter names no administrators', () => {
    expect(breaks(inReview({ ...quorumOfTwo, breakGlass: null })).refusal?.code).toBe('not_an_administrator');
  });

  it('is no way around a second pair of eyes', () => {
    const own = breaks(inReview(quorumOfTwo, { requester: personId('U0MEG') }));
    expect(own.refusal?.code).toBe('own_request');
  });

  it('needs a reason', () => {
    expect(breaks(inReview(quorumOfTwo), 'U0MEG', '  ').refusal).toMatchObject({ pointer: '/reason' });
  });

  it('does not lift the level', () => {
    const story = breaks(inReview(aCharter({ taskTypes: { customer_reply: aTaskType({ level: 3 }) } })));
    expect(story.refusal?.code).toBe('level_forbids');
  });
});
