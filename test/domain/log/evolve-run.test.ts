import type { Handoff } from '../../../src/domain/handoff/handoff.js';
import { bot, handoffId, person, personId } from '../../../src/domain/ids.js';
import type { HandoffEvent } from '../../../src/domain/log/event.js';
import { evolve } from '../../../src/domain/log/evolve.js';
import { sampleEvents } from '../../adapters/store/sample-events.js';
import { done, executing, inReview, minute, startAt, stepDone } from '../../support/bot/a-story.js';

const later = new Date(startAt.getTime() + minute);
const evolved = (
  handoff: Handoff,
  event: HandoffEvent,
  actor: typeof bot | ReturnType<typeof person> = bot,
) => evolve(handoff, { handoffId: handoffId('h_1'), n: handoff.version + 1, at: later, actor, event });
const ana = person(personId('U0ANA'));
const started = (step: number, prior: object | null): HandoffEvent => ({
  type: 'step_started',
  data: { step, key: 'key', attempt: 3 },
  content: { prior: prior && { ...prior } },
});
const finished = (step: number, result: object | null): HandoffEvent => ({
  type: 'step_finished',
  data: { step, status: 'done' },
  content: { result: result && { ...result }, detail: 'As asked.' },
});

describe('a step', () => {
  it('is begun with its key, its attempt and what its record held, and no other step changes', () => {
    const before = executing().it();
    const { run } = evolved(before, started(0, { status: 'open' })).execution;
    expect(run?.steps[0]).toMatchObject({
      ...{ status: 'started', key: 'key', attempt: 3, startedAt: later, prior: { status: 'open' } },
    });
    expect(run?.steps[1]).toEqual(before.execution.run?.steps[1]);
  });

  it('is held no more once it begins', () => {
    const held = evolved(executing().it(), sampleEvents.step_held);
    expect(held.execution.run?.held).toEqual(sampleEvents.step_held.data.hold);
    expect(evolved(held, started(0, null)).execution.run?.held).toBeNull();
  });

  it('ends as it ended; what an attempt answered stays when a later one answers nothing', () => {
    const answered = evolved(executing().it(), finished(0, { id: 7 }));
    const again = evolved(answered, finished(0, null));
    expect(again.execution.run?.steps[0]).toMatchObject({
      ...{ status: 'done', detail: 'As asked.', result: { id: 7 } },
    });
  });

  it('of an undo keeps what was there before the write, whatever it reads itself', () => {
    const undoing = done().does('U0ANA', { type: 'roll_back', reason: 'Wrong.' }).it();
    const before = undoing.execution.run?.steps[1]?.prior;
    const { run } = evolved(undoing, started(1, { status: 'replied' })).execution;
    expect(run?.kind).toBe('undo');
    expect(run?.steps[1]).toMatchObject({ status: 'started', prior: before });
  });
});

describe('an approval that is asked for again', () => {
  it('counts no vote and carries out nothing, in another round and with all the time to decide', () => {
    const { policy, execution } = executing().it();
    const asked = evolved(executing().it(), sampleEvents.asked_again);
    expect(asked).toMatchObject({
      state: 'review',
      exception: null,
      consent: { votes: [], decision: null, nonce: sampleEvents.asked_again.data.nonce },
      execution: { run: null, round: (execution.run?.round ?? 0) + 1 },
      clock: { startedAt: later, pauses: [], snoozedUntil: null, nextRung: 0 },
    });
    expect(asked.clock.expiresAt).toEqual(new Date(later.getTime() + policy.expireAfterMs));
    expect(asked.work.unread).toEqual([]);
  });
});

describe('an exception', () => {
  const raised = evolved(executing().it(), sampleEvents.exception_raised);

  it('has a cause, an owner and a beginning', () => {
    const { cause, owner } = sampleEvents.exception_raised.data;
    expect(raised).toMatchObject({ state: 'exception', exception: { cause, owner, since: later } });
  });

  it('lasts while its run is tried again, and is over when all is done', () => {
    const again = evolved(raised, sampleEvents.retried);
    expect(again.state).toBe('executing');
    expect(again.exception).toEqual(raised.exception);
    expect(evolved(again, sampleEvents.executed)).toMatchObject({ state: 'done', exception: null });
  });

  it('with nothing to carry out goes back to where somebody can go on', () => {
    const without = { ...sampleEvents.retried, content: { run: null } };
    expect(evolved(raised, without)).toMatchObject({ state: 'review', exception: null });
    const { exception } = raised;
    const unprepared = { ...raised, exception: exception && { ...exception, cause: 'unprepared' as const } };
    expect(evolved(unprepared, without).state).toBe('intake');
    const unanswered = { ...raised, work: { ...raised.work, missing: ['order_id'] } };
    expect(evolved(unanswered, without).state).toBe('blocked');
  });

  it('is settled by whoever settles it, and nobody looks any more', () => {
    expect(evolved(raised, sampleEvents.resolved, ana)).toMatchObject({
      state: 'resolved',
      ending: { by: 'U0ANA', at: later },
      clock: { nextCheckAt: null },
    });
  });
});

describe('what is taken back', () => {
  it('can be taken back once, and ends with whoever asked for it', () => {
    const rolling = evolved(done().it(), sampleEvents.rollback_started, ana);
    expect(rolling).toMatchObject({ state: 'executing', execution: { undoUntil: null } });
    const { askedBy, reason } = sampleEvents.rollback_started.content.run;
    expect(evolved(rolling, sampleEvents.rolled_back)).toMatchObject({
      ...{ state: 'rolled_back', exception: null, ending: { by: askedBy, reason, at: later } },
      clock: { nextCheckAt: null },
    });
  });

  it('after a failure leaves the state as it is', () => {
    const failing = stepDone(executing(), 0).it();
    const compensating = evolved(failing, sampleEvents.compensation_started);
    expect(compensating.state).toBe(failing.state);
    expect(compensating.execution.run).toEqual(sampleEvents.compensation_started.content.run);
  });

  it('is nothing where nothing was proposed to be carried out', () => {
    expect(evolved(inReview().it(), started(0, null)).execution.run).toBeNull();
  });
});
