import type { StepStatus } from '../../../../src/domain/handoff/run.js';
import { bot } from '../../../../src/domain/ids.js';
import { standingOf } from '../../../../src/domain/run/execution.js';
import { aCharter, aMail, aTaskType, aTool } from '../../../support/a-charter.js';
import { executing, type Story, stepDone } from '../../../support/bot/a-story.js';

const ends = (
  story: Story,
  step: number,
  status: Exclude<StepStatus, 'waiting' | 'started'>,
  detail: string,
) =>
  story
    .does(bot, { type: 'start_step', step, key: `key-${step}`, prior: { status: 'open' } })
    .does(bot, { type: 'finish_step', step, status, result: null, detail });
/** The mail is sent first and the record second, so that what stands comes before what can be put back. */
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

describe('a failure after something was done', () => {
  it('takes that back before anybody is asked, and says what is left', () => {
    const story = ends(stepDone(executing(), 0), 1, 'failed', 'The mailbox is full');
    expect(story.it()).toMatchObject({
      state: 'executing',
      execution: { run: { kind: 'undo', askedBy: null } },
    });
    expect(story.it().execution.run?.steps).toMatchObject([
      { action: 0, status: 'waiting', prior: { status: 'open' } },
    ]);
    stepDone(story, 0);
    expect(story.it()).toMatchObject({
      state: 'exception',
      exception: {
        cause: 'failed',
        owner: { role: 'head_of_support', person: 'U0MEG' },
        detail:
          '“Send the reply” failed: The mailbox is full. Taken back: “Update the account in the CRM”. Nothing of it stands.',
      },
    });
    expect(story.effects.slice(-3).map(({ type }) => type)).toEqual([
      'show-card',
      'show-exception',
      'tell-owner',
    ]);
  });

  it('goes newest first, and lists what cannot be taken back', () => {
    const story = ends(stepDone(stepDone(executing(mailFirst), 0), 1), 2, 'failed', 'It is locked');
    expect(story.it().execution.run?.steps.map(({ action }) => action)).toEqual([1, 0]);
    ends(stepDone(story, 0), 1, 'stands', 'A sent mail stays sent');
    expect(story.it().exception?.detail).toBe(
      '“Close the account” failed: It is locked. Taken back: “Update the account in the CRM”. Still standing: “Send the reply”.',
    );
  });

  it('tries again from the start with new keys, without repeating what stands', () => {
    const first = executing(mailFirst);
    const keyOf = (story: Story) => standingOf(story.it())?.key;
    const [before, keys] = [keyOf(first), [] as unknown[]];
    const story = ends(stepDone(stepDone(first, 0), 1), 2, 'failed', 'It is locked');
    ends(stepDone(story, 0), 1, 'stands', 'A sent mail stays sent');
    story.does('U0MEG', { type: 'retry' });
    expect(story.it()).toMatchObject({ state: 'executing', execution: { run: { kind: 'write', round: 1 } } });
    expect(story.it().execution.run?.steps.map(({ status }) => status)).toEqual([
      'done',
      'waiting',
      'waiting',
    ]);
    keys.push(keyOf(story));
    stepDone(story, 1);
    keys.push(keyOf(story));
    expect(new Set([before, ...keys]).size).toBe(3);
    expect(stepDone(story, 2).it().state).toBe('done');
  });

  it('says both when taking it back fails as well, and tries only that again', () => {
    const story = ends(stepDone(executing(), 0), 1, 'failed', 'The mailbox is full');
    ends(story, 0, 'conflict', 'status is now “won”');
    expect(story.it().exception).toMatchObject({ cause: 'undo_conflict' });
    expect(story.it().exception?.detail).toContain('The mailbox is full. And when it was taken back: ');
    story.does('U0MEG', { type: 'retry', isForced: true });
    expect(story.it().execution.run).toMatchObject({ kind: 'undo', isForced: true });
    expect(stepDone(story, 0).it().exception?.cause).toBe('failed');
  });

  it('leaves a step in doubt alone', () => {
    const story = ends(stepDone(executing(), 0), 1, 'in_doubt', 'no answer came back');
    expect(story.it()).toMatchObject({ state: 'exception', execution: { run: { kind: 'write' } } });
  });

  it('has nothing to take back when the first step fails', () => {
    const story = ends(executing(), 0, 'failed', 'It is locked');
    expect(story.it().exception?.detail).toBe(
      '“Update the account in the CRM” failed: It is locked. Nothing else was changed.',
    );
  });

  it('leaves everything alone when a call was answered OK and the record shows something else', () => {
    const first = ends(executing(), 0, 'failed_verification', 'the record differs');
    const second = ends(stepDone(executing(mailFirst), 0), 1, 'failed_verification', 'the record differs');
    for (const story of [first, second]) {
      expect(story.it()).toMatchObject({ state: 'exception', execution: { run: { kind: 'write' } } });
      expect(story.it().exception).toMatchObject({
        cause: 'failed_verification',
        owner: { role: 'head_of_support', person: 'U0MEG' },
      });
    }
    expect(second.it().exception?.detail).toContain('still standing: “Send the reply”');
  });

  it('is rebuilt from its events alone', async () => {
    const { evolve } = await import('../../../../src/domain/log/evolve.js');
    const story = ends(stepDone(executing(), 0), 1, 'failed', 'The mailbox is full');
    stepDone(story, 0).does('U0MEG', { type: 'retry' });
    let rebuilt: ReturnType<typeof story.it> | null = null;
    for (const happened of story.happened) rebuilt = evolve(rebuilt, happened);
    expect(rebuilt).toEqual(story.it());
  });
});
