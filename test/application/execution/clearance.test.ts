import { unbounded } from '../../../src/domain/bounds.js';
import type { Charter, Excluded } from '../../../src/domain/charter/charter.js';
import { personId } from '../../../src/domain/ids.js';
import { aCharter, aMail, aTaskType, aTool } from '../../support/a-charter.js';
import { aDirectory, members } from '../../support/a-directory.js';
import { holdingNothing, minute, startAt } from '../../support/bot/a-story.js';
import { askUndo, type Carrying, carrying } from './a-run.js';
import { aTarget } from './a-target.js';

const begun = (charter?: Charter) => {
  const target = aTarget({ status: 'open' });
  const run = carrying(charter ?? aCharter(), target);
  return { target, run, story: run.story };
};
const nothingHappened = async (run: Carrying, target: ReturnType<typeof aTarget>): Promise<string> => {
  await run.all();
  expect(target.ledger).toEqual([]);
  expect(run.story.it()).toMatchObject({ state: 'exception', exception: { cause: 'failed' } });
  return run.story.it().exception?.detail ?? '';
};

describe('right before anything is written', () => {
  it.each([
    [
      'whoever approved has left',
      (run: Carrying) => {
        run.story.directory = (now) => {
          const directory = aDirectory(now);
          const ben = directory.people.U0BEN!;
          return { ...directory, people: { ...directory.people, U0BEN: { ...ben, isDeactivated: true } } };
        };
      },
      'ben may no longer approve this',
    ],
    [
      'whoever approved is no approver any more',
      (run: Carrying) => {
        run.story.directory = (now) => {
          const directory = aDirectory(now);
          return { ...directory, roles: { ...directory.roles, reviewers: members(['U0ANA'], now) } };
        };
      },
      'ben may no longer approve this',
    ],
    [
      'the approval is too old',
      (run: Carrying) => {
        run.story.now = new Date(run.story.now.getTime() + 16 * minute);
      },
      'the approval is too old by now',
    ],
    [
      'the charter has become stricter',
      (run: Carrying) => {
        const taskTypes = { customer_reply: aTaskType({ level: 3 }) };
        run.story.charter = aCharter({ hash: 'stricter', taskTypes });
      },
      'the charter has become stricter',
    ],
    [
      'the charter asks for more approvals',
      (run: Carrying) => {
        const approvers = { roles: ['reviewers'], quorum: 2, exclude: [] };
        const taskTypes = { customer_reply: aTaskType({ approvers }) };
        run.story.charter = aCharter({ hash: 'stricter', taskTypes });
      },
      'the charter asks for more approvals',
    ],
    ...(['requester', 'editor', 'agent_owner'] as const).map(
      (excluded): [string, (run: Carrying) => void, string] => [
        `the charter excludes the ${excluded.replace('_', ' ')} by now, and that is who approved`,
        (run: Carrying) => {
          const { story } = run;
          const ben = personId('U0BEN');
          story.handoff = {
            ...story.it(),
            origin: { ...story.it().origin, requester: ben },
            consent: { ...story.it().consent, editors: [ben] },
          };
          const excluding = (exclude: readonly Excluded[]) => ({
            customer_reply: aTaskType({ approvers: { roles: ['reviewers'], quorum: 1, exclude } }),
          });
          story.handoff = { ...story.it(), policy: { ...story.it().policy, exclude: [] } };
          const agents = { 'support-agent': { ...aCharter().agents['support-agent']!, owner: ben } };
          story.charter = aCharter({ hash: 'stricter', agents, taskTypes: excluding([excluded]) });
        },
        'ben may no longer approve this',
      ],
    ),
    [
      'the charter only recommends',
      (run: Carrying) => {
        run.story.charter = aCharter({ hash: 'stricter', mode: 'recommend' });
      },
      'the charter only recommends by now',
    ],
    [
      'the approved text is not stored as it was',
      (run: Carrying) => {
        const { story } = run;
        story.handoff = {
          ...story.it(),
          work: { ...story.it().work, proposal: { ...story.it().work.proposal!, hash: 'f'.repeat(64) } },
        };
      },
      'what was approved is not stored as it was',
    ],
  ])('nothing is when %s', async (_when, change, words) => {
    const { run, target } = begun();
    change(run);
    expect(await nothingHappened(run, target)).toContain(words);
  });

  it('nothing is when the bytes behind the approved hash are others than those that were hashed', async () => {
    const { run, target } = begun();
    run.stored = (bytes) => bytes?.replaceAll('replied', 'closed') ?? null;
    expect(await nothingHappened(run, target)).toContain('what was approved is not stored as it was');
  });

  it('carries out the approved bytes, whatever the row says', async () => {
    const { run, target, story } = begun();
    const { proposal } = story.it().work;
    const forged = proposal!.actions.map((action) => ({
      ...action,
      arguments: { id: 'Evil Corp', status: 'x' },
    }));
    story.handoff = {
      ...story.it(),
      work: { ...story.it().work, proposal: { ...proposal!, actions: forged } },
    };
    await run.once();
    expect(target.ledger).toMatchObject([{ given: { id: 'Acme Corp', status: 'replied' } }]);
  });

  it('waits while Slack does not say who is who, and goes on when it does', async () => {
    const { run, target, story } = begun();
    const known = story.directory;
    story.directory = (now) => aDirectory(new Date(now.getTime() - 2 * minute));
    expect(await run.once()).toMatchObject({ kind: 'later' });
    expect([target.ledger, story.it().state]).toEqual([[], 'executing']);
    story.directory = known;
    await run.all();
    expect(story.it().state).toBe('done');
  });

  it('does not ask again about an undo that somebody has just asked for', async () => {
    const { run, target, story } = begun();
    await run.all();
    story.now = new Date(story.now.getTime() + 60 * minute);
    askUndo(story);
    target.ledger.length = 0;
    await run.all();
    expect(story.it().state).toBe('rolled_back');
  });
});

/** Targets that neither remember keys nor can be asked. */
const forgetful = {
  'crm.update_account': aTool({ idempotentByKeyMs: null, priorValues: [], reads: false }),
  'mail.send': aMail({ idempotentByKeyMs: null }),
};

describe('a charter that only recommends by now', () => {
  it.each([
    ['as a whole', aCharter({ mode: 'recommend' })],
    ['for this kind of work', aCharter({ taskTypes: { customer_reply: aTaskType({ mode: 'recommend' }) } })],
  ])('%s makes no call: not again, not to put back, not to clear a doubt', async (_which, recommending) => {
    const failed = begun();
    failed.target.answers.push({ outcome: 'refused', detail: 'No.' });
    await failed.run.all();
    const finished = begun();
    await finished.run.all();
    const doubted = begun(aCharter({ tools: forgetful }));
    doubted.target.answers.push({ outcome: 'unknown', detail: 'No answer.' });
    await doubted.run.all();
    askUndo(finished.story);
    for (const { story } of [failed, doubted]) story.does('U0MEG', { type: 'retry' });
    for (const { run, story, target } of [failed, finished, doubted]) {
      expect(story.it().state).toBe('executing');
      target.ledger.length = 0;
      target.reached = () => {
        throw new Error('It was called.');
      };
      story.charter = { ...story.charter, mode: recommending.mode, taskTypes: recommending.taskTypes };
      await run.all();
      expect([story.it().state, target.ledger]).toEqual(['exception', []]);
    }
  });
});

const mailFirst = aTaskType({ plan: [...aTaskType().plan].reverse() });

describe('while something is paused', () => {
  const paused = () => ({
    ...unbounded,
    paused: [{ scope: 'all' as const, by: personId('U0MEG'), since: startAt, reason: null }],
  });

  it('nothing is written, and it goes on when the pause ends', async () => {
    const { run, target, story } = begun();
    story.gather = paused;
    expect(await run.once()).toMatchObject({ kind: 'held' });
    expect(await run.once()).toMatchObject({ kind: 'held' });
    expect([target.ledger, story.it().state]).toEqual([[], 'executing']);
    story.gather = holdingNothing;
    await run.all();
    expect([target.ledger.length, story.it().state]).toEqual([2, 'done']);
  });

  it('the approval grows old, and then a person has to look', async () => {
    const { run, target, story } = begun();
    story.gather = paused;
    expect(await nothingHappened(run, target)).toContain('the approval is too old by now');
    expect(story.now.getTime() - story.it().consent.decision!.at.getTime()).toBe(15 * minute + 1);
  });

  it('an approval that grew old is never carried out by another try: it is asked for again', async () => {
    const { run, target, story } = begun();
    story.gather = paused;
    await nothingHappened(run, target);
    story.gather = holdingNothing;
    story.does('U0MEG', { type: 'retry' });
    await run.all();
    expect(target.ledger).toEqual([]);
    expect(story.it()).toMatchObject({
      state: 'review',
      consent: { decision: null },
      work: { proposal: { revision: 2 } },
    });
  });

  it('on an approval that grew old what is left of it is not carried out either', async () => {
    const { run, target, story } = begun(aCharter({ taskTypes: { customer_reply: mailFirst } }));
    target.answers.push({ outcome: 'done', result: {} }, { outcome: 'refused', detail: 'Locked.' });
    await run.all();
    story.now = new Date(story.now.getTime() + 16 * minute);
    story.does('U0MEG', { type: 'retry' });
    await run.all();
    expect(target.ledger).toEqual([]);
    expect(story.it()).toMatchObject({ state: 'exception', exception: { cause: 'failed' } });
    expect(story.it().exception?.detail).toContain('the approval is too old by now');
  });

  it('a call that the target turned away waits, and is not in doubt after it', async () => {
    const { run, target, story } = begun(aCharter({ tools: forgetful }));
    target.answers.push({ outcome: 'busy', detail: 'Come back later.', retryAfterMs: 1 });
    expect(await run.once()).toMatchObject({ kind: 'later' });
    story.gather = paused;
    expect(await run.once()).toMatchObject({ kind: 'held' });
    target.honoursKeys = false;
    story.gather = holdingNothing;
    await run.all();
    expect([target.ledger.length, story.it().state]).toEqual([2, 'done']);
  });
});

describe('an undo over a later change', () => {
  it('puts the earlier value back when somebody who saw all three wants it', async () => {
    const { run, target, story } = begun();
    await run.all();
    askUndo(story);
    target.record = { status: 'won' };
    await run.all();
    expect(story.it().exception?.cause).toBe('undo_conflict');
    story.does('U0MEG', { type: 'retry' });
    await run.all();
    expect(target.record).toEqual({ status: 'won' });
    story.does('U0MEG', { type: 'retry', isForced: true });
    await run.all();
    expect([target.record, story.it().state]).toEqual([{ status: 'open' }, 'rolled_back']);
  });
});
