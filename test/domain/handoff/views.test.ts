import { actionOf, isProposed, isRunning } from '../../../src/domain/handoff/views.js';
import { aCharter, aTaskType } from '../../support/a-charter.js';
import { aSubmit, done, executing, inReview } from '../../support/bot/a-story.js';

const nothingProposed = () => {
  const taskTypes = { customer_reply: aTaskType({ plan: [] }) };
  const { submission } = aSubmit();
  return inReview(aCharter({ taskTypes }), { submission: { ...submission, draft: null } });
};

describe('what a rule may take for granted', () => {
  it('is a proposal once there is something to decide on, and a run once it is carried out', () => {
    const stories = [nothingProposed(), inReview(), executing(), done()];
    expect(stories.map((story) => [isProposed(story.it()), isRunning(story.it())])).toEqual([
      [false, false],
      [true, false],
      [true, true],
      [true, true],
    ]);
  });

  it('is the action of each step, and never one of another proposal', () => {
    const handoff = executing().it();
    if (!isRunning(handoff)) throw new Error('It does not run.');
    const tools = handoff.execution.run.steps.map((step) => actionOf(handoff, step).tool);
    expect(tools).toEqual(['crm.update_account', 'mail.send']);
    expect(() => actionOf(handoff, { action: 2 })).toThrow('The proposal has no action 3.');
  });

  it('is no proposal where nothing is proposed: nobody approves or edits it, and whoever rejects it rejects no text', () => {
    const story = nothingProposed();
    const seen = story.seen();
    story.does('U0BEN', { type: 'approve', seen });
    expect(story.refusal?.code).toBe('level_forbids');
    story.does('U0BEN', { type: 'edit', seen, draft: 'Hello', changes: [], nonce: 'n' });
    expect(story.refusal?.code).toBe('nothing_to_change');
    story.does('U0BEN', { type: 'reject', seen, category: 'wrong', reason: 'It is not ours.' });
    expect(story.it()).toMatchObject({
      state: 'rejected',
      consent: { decision: { verdict: 'rejected', hash: null } },
    });
  });
});
