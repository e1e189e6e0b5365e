/**
 * What the events of carrying out, undoing and mending make of a handoff.
 */

import { type Handoff, type HandoffChange, isUnanswered, type State } from '../handoff/handoff.js';
import { freeze } from '../handoff/proposal.js';
import type { Run, Step } from '../handoff/run.js';
import type { HandoffEvent, Happened } from './event.js';

export type Evolution<E extends HandoffEvent> = (
  handoff: Handoff,
  event: E,
  happened: Happened,
) => HandoffChange;

type Of<Type extends HandoffEvent['type']> = Evolution<Extract<HandoffEvent, { type: Type }>>;

const stepStarted: Of<'step_started'> = (handoff, { data, content }, { at }) => ({
  execution: {
    run: withStep(handoff.execution.run && { ...handoff.execution.run, held: null }, data.step, {
      status: 'started',
      key: data.key,
      attempt: data.attempt,
      startedAt: at,
      // An undo compares with what was there before the write; the prior values of its own write are in the log.
      ...(handoff.execution.run?.kind === 'write' ? { prior: content.prior } : {}),
    }),
  },
});

function withStep(run: Run | null, index: number, change: Partial<Step>): Run | null {
  return (
    run && { ...run, steps: run.steps.map((step, at) => (at === index ? { ...step, ...change } : step)) }
  );
}

const stepFinished: Of<'step_finished'> = (handoff, { data, content }) => ({
  execution: {
    run: withStep(handoff.execution.run, data.step, {
      status: data.status,
      detail: content.detail,
      ...(content.result === null ? {} : { result: content.result }),
    }),
  },
});

function stateAfterRetry(handoff: Handoff): State {
  if (handoff.exception?.cause === 'unprepared') return 'intake';
  return isUnanswered(handoff) ? 'blocked' : 'review';
}

export const carryingOut = {
  asked_again: ((handoff, { data, content }, { at }) => ({
    state: 'review',
    work: { proposal: freeze(content.proposal), unread: [] },
    consent: { moved: content.moved, nonce: data.nonce, votes: [], decision: null },
    execution: { run: null, round: (handoff.execution.run?.round ?? 0) + 1 },
    exception: null,
    clock: {
      startedAt: at,
      pauses: [],
      snoozedUntil: null,
      dueAt: data.dueAt,
      expiresAt: new Date(at.getTime() + handoff.policy.expireAfterMs),
      nextRung: 0,
      nextCheckAt: data.nextCheckAt,
    },
  })) as Of<'asked_again'>,
  compensation_started: ((_handoff, { data, content }) => ({
    execution: { run: content.run },
    clock: { nextCheckAt: data.nextCheckAt },
  })) as Of<'compensation_started'>,
  step_started: stepStarted,
  step_held: ((handoff, { data }) => ({
    execution: { run: handoff.execution.run && { ...handoff.execution.run, held: data.hold } },
  })) as Of<'step_held'>,
  step_finished: stepFinished,
  executed: ((_handoff, { data }) => ({
    state: 'done',
    exception: null,
    execution: { undoUntil: data.undoUntil },
    clock: { nextCheckAt: null },
  })) as Of<'executed'>,
  exception_raised: ((_handoff, { data, content }, { at }) => ({
    state: 'exception',
    exception: { cause: data.cause, detail: content.detail, owner: data.owner, since: at },
    clock: { nextCheckAt: data.nextCheckAt },
  })) as Of<'exception_raised'>,
  retried: ((handoff, { data, content }) => ({
    state: content.run ? 'executing' : stateAfterRetry(handoff),
    execution: { run: content.run },
    exception: content.run ? handoff.exception : null,
    clock: { nextCheckAt: data.nextCheckAt },
  })) as Of<'retried'>,
  resolved: ((_handoff, { content }, { actor, at }) => ({
    state: 'resolved',
    ending: { by: actor.kind === 'person' ? actor.id : null, reason: content.reason, at },
    clock: { nextCheckAt: null },
  })) as Of<'resolved'>,
  rollback_started: ((_handoff, { data, content }) => ({
    state: 'executing',
    execution: { run: content.run, undoUntil: null },
    clock: { nextCheckAt: data.nextCheckAt },
  })) as Of<'rollback_started'>,
  rolled_back: ((handoff, _event, { at }) => ({
    state: 'rolled_back',
    exception: null,
    ending: { by: handoff.execution.run?.askedBy ?? null, reason: handoff.execution.run?.reason ?? null, at },
    clock: { nextCheckAt: null },
  })) as Of<'rolled_back'>,
};
