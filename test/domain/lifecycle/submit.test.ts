import { bot, personId } from '../../../src/domain/ids.js';
import { aCharter, aRule, aTaskType } from '../../support/a-charter.js';
import { aStory, aSubmit, inReview, minute, startAt, theAgent } from '../../support/bot/a-story.js';

describe('submitting', () => {
  it('refuses a task type that the charter does not have', () => {
    const story = aStory().does(theAgent, aSubmit({ taskType: 'world_peace' }));
    expect(story.refusal?.code).toBe('unknown_task_type');
    expect(story.handoff).toBeNull();
  });

  it('acts alone only at level 1, when the agent is sure and the tool is harmless', () => {
    const charter = aCharter({
      taskTypes: { customer_reply: aTaskType({ level: 1, plan: [aTaskType().plan[0]!] }) },
    });
    const sure = { ...aSubmit().submission, confidence: 0.9, draft: null };
    expect(inReview(charter, { submission: sure }).it().state).toBe('executing');
    expect(inReview(charter, { submission: { ...sure, confidence: 0.84 } }).it().state).toBe('review');
    expect(inReview(charter, { submission: { ...sure, confidence: null } }).it().state).toBe('review');
  });

  it('is refused to everybody but the agent itself', () => {
    for (const actor of [{ kind: 'agent', name: 'another' }, 'U0ANA', bot] as const) {
      const story = aStory().does(actor, aSubmit());
      expect([story.refusal?.code, story.handoff]).toEqual(['not_your_handoff', null]);
    }
  });

  it('has an owner, a next look and the policy of the charter from the first moment', () => {
    const rules = [aRule('true', () => true, { owner: 'sales', quorum: 2 })];
    const charter = aCharter({ taskTypes: { customer_reply: aTaskType({ rules }) } });
    const story = aStory(charter).does(
      theAgent,
      aSubmit({ taskType: 'respond_to_client_inquiry', requester: personId('U0KIM') }),
    );
    expect(story.it()).toMatchObject({
      state: 'intake',
      origin: { taskType: 'customer_reply', charterHash: 'charter-hash' },
      owner: { role: 'sales', person: null },
      policy: { quorum: 2 },
      clock: { nextCheckAt: new Date(startAt.getTime() + 2 * minute) },
    });
    expect(story.effects).toEqual([{ type: 'prepare' }]);
  });

  it('says at once all that does not fit, and keeps nothing', () => {
    const submission = { ...aSubmit().submission, summary: ' ', confidence: 2 };
    const story = aStory().does(theAgent, aSubmit({ submission, fields: { colour: 'red' } }));
    expect(story.refusal?.pointer).toBe('/summary');
    expect(story.refusal?.others?.map(({ pointer }) => pointer)).toEqual(['/confidence', '/fields/colour']);
    expect(story.happened).toEqual([]);
  });

  it('keeps what the agent wrote itself, and names it as the writer', () => {
    const packet = { links: [], goal: 'An answer', openQuestions: ['How many seats?'] };
    expect(aStory().does(theAgent, aSubmit({ packet })).it().work.packet).toMatchObject({
      ...packet,
      summary: 'Client asked about custom pricing for 50+ seats',
      draftedBy: 'agent',
      alreadyDone: [],
    });
  });

  it('leaves missing fields to be asked for', () => {
    const fields = { seats: { kind: 'integer' }, note: { kind: 'string', optional: true } } as const;
    const charter = aCharter({ taskTypes: { customer_reply: aTaskType({ fields }) } });
    expect(aStory(charter).does(theAgent, aSubmit()).it().work.missing).toEqual(['seats']);
  });
});
