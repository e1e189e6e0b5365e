import { aCharter, aTaskType } from '../../support/a-charter.js';
import { inReview, type Story } from '../../support/bot/a-story.js';

const quorumOfTwo = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      approvers: { roles: ['reviewers'], quorum: 2, exclude: ['requester', 'editor'] },
    }),
  },
});

const rejects = (story: Story, category: string, reason: string): Story =>
  story.does('U0BEN', { type: 'reject', seen: story.seen(), category, reason });

describe('rejecting', () => {
  it('ends with one rejection, whatever was approved before', () => {
    const story = inReview(quorumOfTwo);
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    story.does('U0OWN', { type: 'reject', seen: story.seen(), category: 'wrong', reason: 'Other client' });
    expect(story.it()).toMatchObject({
      state: 'rejected',
      consent: { decision: { category: 'wrong', reason: 'Other client' } },
    });
  });

  it('is told in the thread, and the reason is kept without blanks around it', () => {
    const story = inReview();
    story.effects.length = 0;
    rejects(story, 'tone', '  Too stiff ');
    expect(story.it()).toMatchObject({
      ending: { by: 'U0BEN', reason: 'Too stiff' },
      clock: { nextCheckAt: null },
    });
    expect(story.effects).toEqual([{ type: 'show-card' }, { type: 'add-note', event: story.it().version }]);
  });

  it.each([
    ['without a reason', 'tone', '  ', '/reason'],
    ['by a category that the charter does not have', 'boring', 'Too long', '/category'],
  ])('is refused %s', (_how, category, reason, pointer) => {
    const story = rejects(inReview(), category, reason);
    expect([story.refusal?.pointer, story.it().state]).toEqual([pointer, 'review']);
  });
});
