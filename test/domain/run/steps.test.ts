import type { Run, StepStatus } from '../../../src/domain/handoff/run.js';
import { personId } from '../../../src/domain/ids.js';
import { again, startedRun, undoRun } from '../../../src/domain/run/steps.js';
import { startAt } from '../../support/bot/a-story.js';

const ben = personId('U0BEN');
const later = new Date(startAt.getTime() + 1);
/** A write whose steps ended so. */
function ended(...statuses: StepStatus[]): Run {
  const run = startedRun(
    statuses.map((_, index) => `crm ${index}`),
    startAt,
    2,
  );
  const steps = run.steps.map((step, index) => ({
    ...step,
    ...{ status: statuses[index]!, attempt: 3, key: `key-${index}` },
    ...{ prior: { status: `before-${index}` }, result: { status: `after-${index}` } },
  }));
  return { ...run, steps };
}
const byBen = { by: ben, reason: 'It was wrong.', now: later };

describe('a run', () => {
  it('begins with one waiting step for each action, in order', () => {
    const run = startedRun(['crm 42', null], startAt, 1);
    expect(run).toMatchObject({ kind: 'write', startedAt: startAt, round: 1, failure: null, held: null });
    expect(run.steps.map(({ action, record, status, attempt }) => [action, record, status, attempt])).toEqual(
      [
        [0, 'crm 42', 'waiting', 0],
        [1, null, 'waiting', 0],
      ],
    );
  });
});

describe('an undo', () => {
  it('takes back what was changed, newest first, and remembers what stood there', () => {
    const undo = undoRun(ended('done', 'failed', 'failed_verification', 'in_doubt', 'stands'), byBen);
    expect(undo).toMatchObject({ kind: 'undo', askedBy: ben, reason: 'It was wrong.', startedAt: later });
    expect(undo.steps).toMatchObject([
      { action: 2, record: 'crm 2', status: 'waiting', attempt: 0, key: '', prior: { status: 'before-2' } },
      { action: 0, status: 'waiting', result: { status: 'after-0' } },
    ]);
  });

  it('belongs to the round that it takes back, and says what went wrong before', () => {
    const failure = { cause: 'failed', detail: 'It is locked.' } as const;
    expect(undoRun(ended('done'), { ...byBen, failure })).toMatchObject({ round: 2, failure });
    expect(undoRun(ended('done'), byBen).failure).toBeNull();
  });
});

describe('another try', () => {
  it('leaves what is done, and counts on for everything else', () => {
    const held = {
      cause: 'paused',
      what: 'all',
      by: ben,
      limit: null,
      since: startAt,
      untilAt: null,
    } as const;
    const run = again({ ...ended('done', 'stands', 'failed', 'in_doubt'), held }, later);
    expect(run.steps.map(({ status, attempt }) => [status, attempt])).toEqual([
      ['done', 3],
      ['stands', 3],
      ['waiting', 3],
      ['waiting', 3],
    ]);
    expect(run).toMatchObject({ startedAt: later, held: null, isForced: false });
  });

  it('goes past what stands in the way only where somebody said so', () => {
    expect(again(ended('conflict'), later, { isForced: true }).isForced).toBe(true);
  });
});
