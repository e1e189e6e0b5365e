import { bot } from '../../domain/ids.js';
import { done, type EffectOutcome, later } from '../effect-outcome.js';
import type { Attempt, AttemptEnd, Outcome } from './attempt.js';

/** Ends the step and, in the same transaction, the outbox item. */
export async function finish(
  { item, standing, dispatch, nonce }: AttemptEnd,
  { status, result = null, detail = null, record = null }: Outcome,
): Promise<EffectOutcome> {
  // The steps of an undo keep what the write answered.
  const kept = standing.run.kind === 'write' ? result : null;
  await dispatch({
    handoffId: item.handoffId,
    command: {
      type: 'finish_step',
      step: standing.index,
      status,
      result: kept,
      detail,
      record,
      nonce: nonce(),
    },
    actor: bot,
    settles: item.id,
  });
  return done;
}

/** Nothing has happened: it comes back for as long as it may be done, and no sooner than it was asked to. */
export function comeBackOr(
  attempt: Attempt,
  outcome: Outcome,
  leastMs = 0,
): EffectOutcome | Promise<EffectOutcome> {
  const { item, until, now } = attempt;
  const leftMs = until.getTime() - now.getTime();
  if (leftMs <= 0) return tryAgainOr(attempt, outcome);
  if (leastMs > leftMs) return finish(attempt, { ...outcome, detail: tooLate(outcome) });
  return later(Math.max(leastMs, Math.min(growingMs(item.attempts), leftMs)));
}

/** It may have happened: after a few tries a person looks at it. */
export function tryAgainOr(ending: AttemptEnd, outcome: Outcome): EffectOutcome | Promise<EffectOutcome> {
  const waitMs = firstWaitsMs[ending.item.attempts];
  return waitMs === undefined ? finish(ending, outcome) : later(waitMs);
}

const firstWaitsMs = [2_000, 8_000, 30_000, 60_000] as const;
const longestWaitMs = 30 * 60_000;

function growingMs(attempts: number): number {
  return (
    firstWaitsMs[attempts] ?? Math.min(60_000 * 2 ** (attempts - firstWaitsMs.length + 1), longestWaitMs)
  );
}

function tooLate({ detail }: Outcome): string {
  return `${(detail ?? 'it is to be tried again later').replace(/\.$/, '')}; by then this may no longer be done without asking again`;
}
