import type { Charter, Tool } from '../../../src/domain/charter/charter.js';
import { bot } from '../../../src/domain/ids.js';
import { aCharter, aHttpTarget, aMail, aTool } from '../../support/a-charter.js';
import { hour, minute, type Story, startAt } from '../../support/bot/a-story.js';
import { askUndo, carrying } from './a-run.js';
import { aReadFault, aTarget } from './a-target.js';

const charterWith = (
  crm: Partial<Tool> = {},
  mail: Partial<Tool> = {},
  more: Charter['tools'] = {},
): Charter => aCharter({ tools: { 'crm.update_account': aTool(crm), 'mail.send': aMail(mail), ...more } });
const begun = (charter = charterWith()) => {
  const target = aTarget({ status: 'open' });
  return { target, ...withRun(charter, target) };
};
const withRun = (charter: Charter, target: ReturnType<typeof aTarget>) => {
  const run = carrying(charter, target);
  return { run, story: run.story, step: (index: number) => run.story.it().execution.run?.steps[index] };
};
const tools = (target: ReturnType<typeof aTarget>) => target.ledger.map(({ tool }) => tool);

describe('carrying out', () => {
  it('keeps the prior values, calls each tool once and ends done', async () => {
    const { target, run, story, step } = begun();
    await run.all();
    expect(story.it().state).toBe('done');
    expect(tools(target)).toEqual(['crm.update_account', 'mail.send']);
    expect(target.record).toEqual({ status: 'replied' });
    expect(step(0)).toMatchObject({
      status: 'done',
      prior: { status: 'open' },
      result: { id: 'r-0', status: 'replied' },
    });
    expect(step(1)).toMatchObject({ status: 'done', prior: null, result: { id: 'r-1' } });
  });

  it('stores the intent before it calls', async () => {
    const { target, run, story } = begun();
    const seen: unknown[] = [];
    target.reached = (point) =>
      void (point === 'before the call' && seen.push(story.it().execution.run?.steps[0]?.status));
    await run.once();
    expect(seen).toEqual(['started']);
  });

  it('gives each step a key of its own, the same for each attempt', async () => {
    const { target, run } = begun();
    target.answers.push('lost');
    await run.all();
    expect(new Set(target.ledger.map(({ key }) => key)).size).toBe(2);
    expect(target.ledger[0]?.key).toMatch(/^[0-9a-f]{64}$/);
  });

  it('writes nothing when the record has changed since it was shown', async () => {
    const { target, run, story } = begun();
    target.record = { status: 'won' };
    await run.all();
    expect(target.ledger).toEqual([]);
    expect(story.it()).toMatchObject({
      state: 'review',
      consent: {
        decision: null,
        votes: [],
        moved: 'status is now “won”, it was “open” when this was approved',
      },
      work: { proposal: { revision: 2 } },
    });
    expect(story.it().work.proposal?.actions[0]?.before).toEqual({ status: 'won' });
    expect(story.it().consent.nonce).not.toBe('nonce-1');
  });

  it('writes nothing when the tool has changed since it was approved', async () => {
    const { target, run, story } = begun();
    story.charter = charterWith({ hash: 'another' });
    await run.all();
    expect(target.ledger).toEqual([]);
    expect(story.it().exception?.detail).toContain('the tool has changed since this was approved');
  });

  it('writes nothing when the tool is gone from the charter', async () => {
    const { target, run, story } = begun();
    story.charter = aCharter({ tools: {} });
    await run.all();
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], 'failed']);
  });

  it('does nothing in the lane of another record: the step that it stands at has its own item', async () => {
    const { target, run } = begun();
    run.lane = 'record:crm ["Globex"]';
    expect(await run.once()).toEqual({ kind: 'done' });
    expect(target.ledger).toEqual([]);
  });

  it('writes nothing when the step may not start any more', async () => {
    const { target, run, story } = begun();
    run.reached = (point) => {
      if (point === 'before start_step') story.handoff = { ...story.it(), state: 'cancelled' };
    };
    expect(await run.once()).toEqual({ kind: 'done' });
    expect(target.ledger).toEqual([]);
  });

  it('does nothing when the handoff is not being carried out', async () => {
    const { target, run, story } = begun();
    story.handoff = { ...story.it(), state: 'taken_over' };
    target.readFault = aReadFault('refused');
    target.reached = () => {
      throw new Error('It was called.');
    };
    run.reached = target.reached;
    expect(await run.once()).toEqual({ kind: 'done' });
    expect(target.ledger).toEqual([]);
  });

  it('leaves nothing waiting once the outcome is stored, even if the process ends right then', async () => {
    const { run, story } = begun();
    run.reached = (point) => {
      if (point === 'after finish_step' && story.it().state === 'done') throw new Error('The process ended.');
    };
    await expect(run.all()).rejects.toThrow('The process ended.');
    expect(await run.once()).toBeNull();
  });

  it('stops at the first step that is refused', async () => {
    const { target, run, story } = begun();
    target.answers.push({ outcome: 'refused', detail: 'The account is locked.' });
    await run.all();
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], 'failed']);
    expect(story.it().exception?.detail).toContain('The account is locked.');
  });

  it('is a conflict when the record changed between the look at it and the call', async () => {
    const { target, run, story } = begun();
    target.answers.push({ outcome: 'conflict', detail: 'The account has changed.' });
    await run.all();
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], 'conflict']);
    expect(story.it().exception?.detail).toContain('The account has changed.');
  });

  it('does not believe an answer that the record contradicts', async () => {
    const { target, run, story } = begun();
    target.answers.push({ outcome: 'done', result: { id: 'x' } });
    await run.all();
    expect(story.it()).toMatchObject({ state: 'exception', exception: { cause: 'failed_verification' } });
    expect(story.it().exception?.detail).toContain(
      'status is “open” instead of “replied”, and was “open” before',
    );
  });

  it('never takes a change of somebody else between the call and the look at it for its own', async () => {
    const { target, run, story } = begun();
    target.reached = (point) => {
      if (point === 'after the call') target.record = { status: 'won' };
    };
    await run.all();
    target.reached = () => {};
    expect(story.it()).toMatchObject({ state: 'exception', exception: { cause: 'failed_verification' } });
    expect(story.it().exception?.detail).toContain(
      'status is “won” instead of “replied”, and was “open” before',
    );
    askUndo(story);
    await run.all();
    expect([tools(target), target.record]).toEqual([['crm.update_account'], { status: 'won' }]);
    expect(story.it().exception?.cause).toBe('undo_conflict');
    expect(story.it().exception?.detail).toContain('status is now “won”, this had set it to “replied”');
  });

  it('is done with a remark when the record cannot be read back', async () => {
    const { target, run, step } = begun();
    target.reached = (point) => {
      if (point === 'after the call') target.readFault = aReadFault('later');
    };
    await run.once();
    expect(step(0)).toMatchObject({
      status: 'done',
      detail: expect.stringContaining('could not be read back'),
    });
  });

  it.each([
    ['gone', 'conflict'],
    ['refused', 'failed'],
  ] as const)('ends at once when the record is %s', async (kind, cause) => {
    const { target, run, story } = begun();
    target.readFault = aReadFault(kind);
    expect(await run.all()).toEqual([]);
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], cause]);
  });

  it('comes back for as long as the approval is good when the record cannot be read, then says so', async () => {
    const { target, run, story } = begun();
    target.readFault = aReadFault('later');
    expect(await run.all()).toEqual([2_000, 8_000, 30_000, 60_000, 2 * minute, 4 * minute, 440_000]);
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], 'failed']);
  });

  const busy = (retryAfterMs: number) => ({ outcome: 'busy', detail: 'Busy.', retryAfterMs }) as const;
  const busyEach = (story: Story, target: ReturnType<typeof aTarget>, untilMs: number) => {
    const { write } = target;
    target.write = (call) =>
      story.now.getTime() < startAt.getTime() + untilMs ? Promise.resolve(busy(0)) : write(call);
  };

  it('waits as long as a busy target asks', async () => {
    const { target, run, story } = begun();
    target.answers.push(busy(0), busy(20_000), busy(6 * minute));
    expect(await run.all()).toEqual([2_000, 20_000, 6 * minute]);
    expect([story.it().state, target.ledger.length]).toEqual(['done', 2]);
  });

  it('gets through to a target that is busy for the first five minutes', async () => {
    const { target, run, story } = begun();
    busyEach(story, target, 5 * minute);
    expect(await run.all()).toEqual([2_000, 8_000, 30_000, 60_000, 2 * minute, 4 * minute]);
    expect([story.it().state, target.ledger.length]).toEqual(['done', 2]);
  });

  it('fails when the target stays busy until the approval is too old: nothing has happened', async () => {
    const { target, run, story } = begun();
    busyEach(story, target, hour);
    await run.all();
    expect(story.now.getTime()).toBe(startAt.getTime() + 15 * minute);
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], 'failed']);
    expect(story.it().exception?.detail).toContain('Busy.');
  });

  it('says at once when the target wants to be asked after the approval has ended', async () => {
    const { target, run, story } = begun();
    target.answers.push(busy(3 * hour));
    expect(await run.all()).toEqual([]);
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], 'failed']);
    expect(story.it().exception?.detail).toContain('by then this may no longer be done without asking again');
  });
});

/** Four kinds of targets: with remembered keys, with a record to compare, with both, with neither. */
const kinds: [string, { keys: boolean; reads: boolean }][] = [
  ['remembers keys', { keys: true, reads: false }],
  ['can be read', { keys: false, reads: true }],
  ['does both', { keys: true, reads: true }],
  ['does neither', { keys: false, reads: false }],
];
const ofKind = ({ keys, reads }: { keys: boolean; reads: boolean }) => {
  const idempotentByKeyMs = keys ? 24 * hour : null;
  const crm = reads ? {} : { priorValues: [], reads: false, target: aHttpTarget({ read: null }) };
  const started = begun(charterWith({ idempotentByKeyMs, ...crm }, { idempotentByKeyMs }));
  started.target.honoursKeys = keys;
  return started;
};

describe('a lost reply', () => {
  it.each(kinds)('never leads to a second effect where the target %s', async (_kind, kind) => {
    const { target, run, story } = ofKind(kind);
    target.answers.push('lost');
    await run.all();
    const isDone = kind.keys || kind.reads;
    if (kind.keys) expect(story.it().execution.run?.steps[0]?.result).toMatchObject({ id: 'r-0' });
    expect(story.it().state).toBe(isDone ? 'done' : 'exception');
    expect(tools(target)).toEqual(isDone ? ['crm.update_account', 'mail.send'] : ['crm.update_account']);
    if (!isDone) expect(story.it().exception?.cause).toBe('in_doubt');
  });

  it('is called again with the same key while the record holds what it held before', async () => {
    const { target, run, story } = ofKind({ keys: false, reads: true });
    target.answers.push({ outcome: 'unknown', detail: 'Lost on the way there.' });
    await run.all();
    expect([story.it().state, target.ledger.length]).toEqual(['done', 2]);
  });

  it('stays in doubt when the record then holds something else', async () => {
    const { target, run, story } = ofKind({ keys: true, reads: true });
    target.answers.push('lost');
    await run.once();
    target.record = { status: 'won' };
    await run.all();
    expect([tools(target), story.it().exception?.cause]).toEqual([['crm.update_account'], 'in_doubt']);
  });

  /** Sent, cut off before the answer, and taking effect so much later. */
  const cutOff = async (actsAfterMs: number) => {
    const started = ofKind({ keys: false, reads: true });
    const { target, run, story } = started;
    const { read } = target;
    const at = startAt.getTime() + actsAfterMs;
    let isOver = false;
    const act = (): void => {
      if (isOver) return;
      isOver = true;
      target.ledger.push({ tool: 'crm.update_account', given: { status: 'replied' }, key: 'late' });
      target.record = { status: 'replied' };
    };
    target.read = (call) => {
      if (story.now.getTime() >= at) act();
      return read(call);
    };
    target.reached = (point) => {
      if (point === 'before the call') throw new Error('The process ended.');
    };
    await expect(run.once()).rejects.toThrow('The process ended.');
    target.reached = () => {};
    run.restart();
    return { ...started, act };
  };

  it.each([500, 1_000, 2_000])(
    'a call that is still on its way %d ms after the process ended is not made a second time',
    async (ms) => {
      const { target, run, story, act } = await cutOff(ms);
      await run.all();
      act();
      expect([story.it().state, tools(target)]).toEqual(['done', ['crm.update_account', 'mail.send']]);
    },
  );

  it('is made again when its time is over and the record is as before', async () => {
    const { target, run, story } = await cutOff(hour);
    expect(await run.once()).toEqual({ kind: 'later', afterMs: 3_000 });
    expect([target.ledger, story.it().state]).toEqual([[], 'executing']);
    await run.all();
    expect([story.it().state, tools(target)]).toEqual(['done', ['crm.update_account', 'mail.send']]);
  });

  it('waits no longer than that when the clock was set back', async () => {
    const { run, story } = await cutOff(hour);
    story.now = new Date(startAt.getTime() - hour);
    expect(await run.once()).toEqual({ kind: 'later', afterMs: 3_000 });
  });

  it.each(kinds)(
    'is not made again on an approval that is too old where the target %s',
    async (_kind, kind) => {
      const { target, run, story } = ofKind(kind);
      target.answers.push({ outcome: 'unknown', detail: 'The reply was lost.' });
      await run.once();
      story.now = new Date(story.now.getTime() + 16 * minute);
      await run.all();
      expect([target.ledger, story.it().state]).toEqual([[], 'exception']);
    },
  );

  it('is done on an approval that is too old by now when the record shows it', async () => {
    const { target, run, story } = ofKind({ keys: true, reads: true });
    target.answers.push('lost');
    await run.once();
    story.now = new Date(story.now.getTime() + 16 * minute);
    await run.once();
    expect([story.it().execution.run?.steps[0]?.status, tools(target)]).toEqual([
      'done',
      ['crm.update_account'],
    ]);
  });

  it('stays in doubt when the key may be forgotten', async () => {
    const { target, run, story } = ofKind({ keys: true, reads: false });
    target.answers.push('lost');
    await run.once();
    story.now = new Date(story.now.getTime() + 24 * hour);
    await run.all();
    expect([target.ledger.length, story.it().exception?.cause]).toEqual([1, 'in_doubt']);
  });

  it('counts the life of a key from its first use', async () => {
    const { target, run, story } = ofKind({ keys: true, reads: false });
    const { policy } = story.it();
    story.handoff = { ...story.it(), policy: { ...policy, approvalValidMs: 48 * hour } };
    const laterBy = (ms: number): Date => new Date(story.now.getTime() + ms);
    target.answers.push('lost', { outcome: 'unknown', detail: 'Lost again.' });
    await run.once();
    story.now = laterBy(20 * hour);
    await run.once();
    story.now = laterBy(5 * hour);
    await run.all();
    expect([target.ledger.length, story.it().exception?.cause]).toEqual([1, 'in_doubt']);
  });

  it('stays in doubt when the tool changes meanwhile', async () => {
    const { target, run, story } = ofKind({ keys: true, reads: true });
    target.answers.push('lost');
    await run.once();
    story.charter = charterWith({ hash: 'another' });
    await run.all();
    expect([target.ledger.length, story.it().exception?.cause]).toEqual([1, 'in_doubt']);
  });

  it('has failed when the record is as before and a later attempt is refused', async () => {
    const { target, run, story } = ofKind({ keys: false, reads: true });
    target.answers.push({ outcome: 'unknown', detail: 'Lost.' }, { outcome: 'refused', detail: 'Locked.' });
    await run.all();
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], 'failed']);
  });

  it('stays in doubt when a busy target turned the next call away and the one after was refused', async () => {
    const { target, run, story } = ofKind({ keys: true, reads: false });
    target.answers.push('lost', { outcome: 'busy', detail: 'Busy.', retryAfterMs: 0 });
    target.answers.push({ outcome: 'refused', detail: 'Locked.' });
    await run.all();
    expect([target.ledger.length, story.it().exception?.cause]).toEqual([1, 'in_doubt']);
  });

  it('is in doubt at once where the target does neither', async () => {
    const { target, run, story } = ofKind({ keys: false, reads: false });
    target.answers.push('lost');
    expect([await run.all(), story.it().exception?.cause]).toEqual([[], 'in_doubt']);
  });

  it('stays in doubt when a later attempt is refused', async () => {
    const { target, run, story } = ofKind({ keys: true, reads: false });
    target.answers.push('lost', { outcome: 'refused', detail: 'A request with this key is under way.' });
    await run.all();
    expect(story.it().exception?.cause).toBe('in_doubt');
  });

  it('stays in doubt when it is lost again and again', async () => {
    const { target, run, story } = ofKind({ keys: true, reads: true });
    target.answers.push(...Array(5).fill({ outcome: 'unknown', detail: 'The reply was lost.' }));
    expect(await run.all()).toHaveLength(4);
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], 'in_doubt']);
  });

  it('is never repeated by itself after a restart where the target does neither', async () => {
    const { target, run, story } = ofKind({ keys: false, reads: false });
    target.answers.push({ outcome: 'busy', detail: 'Busy.', retryAfterMs: 0 });
    await run.once();
    run.restart();
    await run.all();
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], 'in_doubt']);
  });

  it('is repeated where the target does neither when it was turned away before', async () => {
    const { target, run, story } = ofKind({ keys: false, reads: false });
    target.answers.push({ outcome: 'busy', detail: 'Busy.', retryAfterMs: 0 });
    await run.all();
    expect([story.it().state, target.ledger.length]).toEqual(['done', 2]);
  });
});

describe('another try that a person asked for', () => {
  it('after a step was given up while it was under way still knows that it may have happened', async () => {
    const { target, run, story } = ofKind({ keys: false, reads: false });
    target.reached = (point) => {
      if (point === 'after the call') throw new Error('It broke.');
    };
    await expect(run.once()).rejects.toThrow('It broke.');
    target.reached = () => {};
    story.does(bot, { type: 'report_failing', effect: 'run-step', detail: 'It broke.' });
    story.does('U0MEG', { type: 'retry' });
    // A target that can neither be asked nor remembers is only called again after its time, by somebody who wants it.
    expect(await run.once()).toMatchObject({ kind: 'later', afterMs: 3_000 });
    expect(tools(target)).toEqual(['crm.update_account']);
  });

  it.each(kinds)('after a doubt brings it to an end where the target %s', async (_kind, kind) => {
    const { target, run, story } = ofKind(kind);
    target.answers.push(...Array(5).fill({ outcome: 'unknown', detail: 'The reply was lost.' }));
    await run.all();
    expect(story.it().exception?.cause).toBe('in_doubt');
    target.answers.length = 0;
    story.does('U0MEG', { type: 'retry' });
    await run.all();
    expect([story.it().state, tools(target)]).toEqual(['done', ['crm.update_account', 'mail.send']]);
  });

  it('after a doubt finds that it had happened, and does not repeat it', async () => {
    const { target, run, story } = ofKind({ keys: false, reads: true });
    target.answers.push('lost');
    await run.once();
    target.readFault = aReadFault('refused');
    await run.all();
    expect(story.it().exception?.cause).toBe('in_doubt');
    target.readFault = null;
    story.does('U0MEG', { type: 'retry' });
    await run.all();
    expect([story.it().state, tools(target)]).toEqual(['done', ['crm.update_account', 'mail.send']]);
  });

  it('after a refusal begins anew', async () => {
    const { target, run, story } = ofKind({ keys: false, reads: false });
    target.answers.push({ outcome: 'refused', detail: 'Locked.' });
    await run.all();
    story.does('U0MEG', { type: 'retry' });
    await run.all();
    expect([story.it().state, target.ledger.length]).toEqual(['done', 2]);
  });

  it('after a doubt meets a record that somebody has changed: a conflict, and nothing is written', async () => {
    const { target, run, story } = ofKind({ keys: true, reads: true });
    target.answers.push(...Array(5).fill({ outcome: 'unknown', detail: 'The reply was lost.' }));
    await run.all();
    target.answers.length = 0;
    target.record = { status: 'won' };
    story.does('U0MEG', { type: 'retry' });
    await run.all();
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], 'conflict']);
  });
});

describe('an undo', () => {
  const carriedOut = async (charter?: Charter) => {
    const started = begun(charter);
    await started.run.all();
    started.target.ledger.length = 0;
    askUndo(started.story);
    return started;
  };

  it('puts the prior values back and says what stays', async () => {
    const { target, run, story, step } = await carriedOut();
    await run.all();
    expect(target.record).toEqual({ status: 'open' });
    expect(target.ledger).toMatchObject([{ given: { id: 'Acme Corp', status: 'open' } }]);
    expect(story.it().state).toBe('rolled_back');
    expect(step(0)).toMatchObject({
      status: 'stands',
      detail: expect.stringContaining('cannot be taken back'),
    });
    expect(step(1)).toMatchObject({
      status: 'done',
      prior: { status: 'open' },
      result: { id: 'r-0', status: 'replied' },
    });
  });

  it('writes nothing over a later change, and names all three values', async () => {
    const { target, run, story } = await carriedOut();
    target.record = { status: 'won' };
    await run.all();
    expect(target.ledger).toEqual([]);
    expect(story.it().exception?.cause).toBe('undo_conflict');
    expect(story.it().exception?.detail).toContain(
      'status is now “won”, this had set it to “replied”, and before that it was “open”',
    );
  });

  it('is done when somebody has put the values back already', async () => {
    const { target, run, story } = await carriedOut();
    target.record = { status: 'open' };
    await run.all();
    expect([target.ledger, story.it().state]).toEqual([[], 'rolled_back']);
  });

  it('is a conflict when the record was deleted', async () => {
    const { target, run, story } = await carriedOut();
    target.readFault = aReadFault('gone');
    await run.all();
    expect([target.ledger, story.it().exception?.cause]).toEqual([[], 'undo_conflict']);
  });

  it('compares with what stood there before its call, not with what was shown, when the answer is lost', async () => {
    const { target, run, story } = await carriedOut(charterWith({ idempotentByKeyMs: null }));
    target.honoursKeys = false;
    target.record = { status: 'won' };
    await run.all();
    expect(story.it().exception?.cause).toBe('undo_conflict');
    // Somebody who saw all three values wants it all the same.
    story.does('U0MEG', { type: 'retry', isForced: true });
    target.answers.push({ outcome: 'unknown', detail: 'The reply was lost.' });
    await run.all();
    expect([story.it().state, target.record, target.ledger.length]).toEqual([
      'rolled_back',
      { status: 'open' },
      1,
    ]);
  });

  it('survives a lost reply without a second write', async () => {
    const { target, run, story } = await carriedOut(charterWith({ idempotentByKeyMs: null }));
    target.honoursKeys = false;
    target.answers.push('lost');
    await run.all();
    expect([target.ledger.length, target.record, story.it().state]).toEqual([
      1,
      { status: 'open' },
      'rolled_back',
    ]);
  });

  const cancelMail = aMail({
    name: 'mail.recall',
    describes: 'Recall the message',
    arguments: { id: { kind: 'string' } },
  });
  const compensate = {
    tool: 'mail.recall',
    arguments: { id: '$result.id', to: '$arguments.to', why: 'undo' },
    withinMs: 30 * minute,
  };
  const recallable = charterWith({}, { risk: 'compensable', compensate }, { 'mail.recall': cancelMail });

  it('calls the compensating tool with what the write answered', async () => {
    const { target, run, story } = await carriedOut(recallable);
    await run.all();
    expect(target.ledger).toMatchObject([
      { tool: 'mail.recall', given: { id: 'r-1', to: 'Acme Corp', why: 'undo' } },
      { tool: 'crm.update_account' },
    ]);
    expect(story.it().state).toBe('rolled_back');
  });

  it('leaves it standing when the time to compensate is over, counted from when it was done', async () => {
    const { target, run, story, step } = await carriedOut(recallable);
    story.now = new Date(story.now.getTime() + 30 * minute);
    await run.all();
    expect(tools(target)).toEqual(['crm.update_account']);
    expect(step(0)).toMatchObject({
      status: 'stands',
      detail: expect.stringContaining('for 30 minutes only'),
    });
  });

  it('carries a compensation through that was begun in time', async () => {
    const { target, run, story } = await carriedOut(recallable);
    target.answers.push('lost');
    await run.once();
    story.now = new Date(story.now.getTime() + hour);
    await run.all();
    expect([tools(target), story.it().state]).toEqual([['mail.recall', 'crm.update_account'], 'rolled_back']);
  });
});

describe('a crash at any point', () => {
  class Crash extends Error {}

  /** Writes, then undoes, and crashes once at the n-th point; the answer tells whether that point was reached. */
  const crashAt = async (n: number, started: ReturnType<typeof ofKind>): Promise<boolean> => {
    const { run, target, story } = started;
    let points = 0;
    const point = (): void => {
      points += 1;
      if (points === n) throw new Crash();
    };
    run.reached = point;
    target.reached = point;
    const toTheEnd = async (): Promise<void> => {
      try {
        await run.all();
      } catch (fault) {
        if (!(fault instanceof Crash)) throw fault;
        run.restart();
        await run.all();
      }
    };
    await toTheEnd();
    if (story.it().state === 'done') askUndo(story);
    await toTheEnd();
    return points >= n;
  };

  it.each(kinds)('loses nothing and repeats nothing where the target %s', async (_kind, kind) => {
    let n = 1;
    for (; ; n++) {
      const started = ofKind(kind);
      if (!(await crashAt(n, started))) break;
      const { story, target } = started;
      const effects = target.ledger.map(({ tool, key }) => `${tool} ${key}`);
      expect(new Set(effects).size).toBe(effects.length);
      if (kind.keys || (kind.reads && story.it().state === 'rolled_back')) {
        expect(effects).toHaveLength(kind.reads ? 3 : 2);
      } else {
        expect(['exception', 'rolled_back', 'done']).toContain(story.it().state);
        if (story.it().state === 'exception') expect(story.it().exception?.cause).toBe('in_doubt');
      }
    }
    expect(n).toBeGreaterThan(kind.reads ? 15 : 10);
  });
});
