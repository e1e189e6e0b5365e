import { bot } from '../../../src/domain/ids.js';
import { executedActions } from '../../../src/domain/run/executed-action.js';
import { aCharter, aMail, aTaskType, aTool } from '../../support/a-charter.js';
import { done, executing, hour, inReview, type Story, startAt, stepDone } from '../../support/bot/a-story.js';

const told = (story: Story) =>
  executedActions(story.happened.map((happened) => ({ ...happened, hash: `hash-${happened.n}` })));
const finishes = (story: Story, step: number, status: 'done' | 'failed' | 'conflict' | 'stands'): Story =>
  story
    .does(bot, { type: 'start_step', step, key: `key-${step}`, prior: { status: 'open' } })
    .does(bot, { type: 'finish_step', step, status, result: null, detail: `It is ${status}.` });
/** What cannot be taken back is done before what can. */
const mailFirst = aCharter({
  taskTypes: {
    customer_reply: aTaskType({
      plan: [
        { tool: 'mail.send', arguments: { to: '$client', body: '$draft' } },
        { tool: 'crm.update_account', arguments: { id: '$client', status: 'replied' } },
        { tool: 'crm.close', arguments: { id: '$client', status: 'closed' } },
      ],
      tools: ['crm.update_account', 'mail.send', 'crm.close'],
    }),
  },
  tools: {
    'crm.update_account': aTool(),
    'mail.send': aMail(),
    'crm.close': aTool({ name: 'crm.close', describes: 'Close the account' }),
  },
});

describe('what was carried out', () => {
  it('is each action that ended, with who asked, who approved and what was called', () => {
    const story = inReview();
    story.now = new Date(startAt.getTime() + hour);
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    stepDone(story, 0);
    expect(told(story)).toEqual([
      {
        handoff: 'h_1',
        taskType: 'customer_reply',
        account: 'Acme Corp',
        agent: 'support-agent',
        requester: null,
        approvers: ['U0BEN'],
        approvedAt: '2026-10-01T10:00:00.000Z',
        emergency: null,
        charterHash: 'charter-hash',
        proposalHash: story.it().work.proposal?.hash,
        kind: 'write',
        undoneBy: null,
        step: 1,
        attempt: 1,
        tool: 'crm.update_account',
        arguments: { id: 'Acme Corp', status: 'replied' },
        idempotencyKey: 'key-0',
        status: 'done',
        result: { status: 'replied' },
        detail: null,
        startedAt: '2026-10-01T10:00:00.000Z',
        finishedAt: '2026-10-01T10:00:00.000Z',
        event: story.it().version,
        eventHash: `hash-${story.it().version}`,
        at: story.now,
      },
    ]);
  });

  it('is told of every attempt, and of the version that was approved', () => {
    const story = inReview();
    story.does('U0ANA', { type: 'edit', seen: story.seen(), draft: 'Hi!', changes: [], nonce: 'nonce-3' });
    story.does('U0BEN', { type: 'approve', seen: story.seen() });
    finishes(story, 0, 'failed').does('U0MEG', { type: 'retry' });
    stepDone(stepDone(story, 0), 1);
    expect(told(story).map(({ step, attempt, status }) => [step, attempt, status])).toEqual([
      [1, 1, 'failed'],
      [1, 2, 'done'],
      [2, 1, 'done'],
    ]);
    expect(told(story).at(-1)).toMatchObject({
      arguments: { body: 'Hi!' },
      proposalHash: story.it().work.proposal?.hash,
    });
  });

  it('says who approved alone in an emergency, and why', () => {
    const story = inReview();
    story.does('U0MEG', { type: 'override', seen: story.seen(), reason: 'They are on the phone' });
    expect(told(stepDone(story, 0))).toMatchObject([
      { approvers: ['U0MEG'], emergency: 'They are on the phone' },
    ]);
  });

  it('has no approver where the charter let it run', () => {
    const plan = [{ tool: 'crm.update_account', arguments: { id: '$client', status: 'replied' } }];
    const alone = aTaskType({ level: 1, plan, confidence: { approve: 0, takeOver: 0 } });
    const story = stepDone(inReview(aCharter({ taskTypes: { customer_reply: alone } })), 0);
    expect(told(story)).toMatchObject([
      { approvers: [], approvedAt: null, kind: 'write', tool: 'crm.update_account' },
    ]);
  });

  it('names the action that an undo took back, and who had it undone', () => {
    const story = done().does('U0ANA', { type: 'roll_back', reason: 'Wrong client' });
    finishes(finishes(story, 0, 'stands'), 1, 'done');
    expect(told(story).map(({ kind, undoneBy, tool }) => [kind, undoneBy, tool])).toEqual([
      ['write', null, 'crm.update_account'],
      ['write', null, 'mail.send'],
      ['undo', 'U0ANA', 'mail.send'],
      ['undo', 'U0ANA', 'crm.update_account'],
    ]);
  });

  it('tells what was taken back after a failure from what was done, and from what was tried again', () => {
    const story = executing(mailFirst);
    finishes(stepDone(stepDone(story, 0), 1), 2, 'failed');
    finishes(stepDone(story, 0), 1, 'stands').does('U0MEG', { type: 'retry' });
    stepDone(story, 1);
    const expected = [
      ['write', 'mail.send', 'done'],
      ['write', 'crm.update_account', 'done'],
      ['write', 'crm.close', 'failed'],
      ['undo', 'crm.update_account', 'done'],
      ['undo', 'mail.send', 'stands'],
      ['write', 'crm.update_account', 'done'],
    ];
    expect(told(story).map(({ kind, tool, status }) => [kind, tool, status])).toEqual(expected);
    expect(told(story).filter(({ undoneBy }) => undoneBy !== null)).toEqual([]);
  });

  it('goes on as an undo when taking it back is tried again', () => {
    const story = done().does('U0ANA', { type: 'roll_back', reason: 'Wrong client' });
    finishes(finishes(story, 0, 'stands'), 1, 'conflict').does('U0MEG', { type: 'retry' });
    finishes(story, 1, 'done');
    expect(told(story).at(-1)).toMatchObject({ kind: 'undo', undoneBy: 'U0ANA', attempt: 2 });
  });
});
