import { type Effect, laneOf } from '../../domain/effect.js';
import type { Handoff } from '../../domain/handoff/handoff.js';
import { type Action, type ProposalContent, sha256 } from '../../domain/handoff/proposal.js';
import { clearanceOf, onlyRecommends, recommendWords, validUntil } from '../../domain/run/clearance.js';
import {
  historyOf,
  planStep,
  type Standing,
  type StepHistory,
  standingOf,
} from '../../domain/run/execution.js';
import type { Charters } from '../../ports/charters.js';
import type { Clock } from '../../ports/clock.js';
import type { Connector } from '../../ports/connector.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { People } from '../../ports/people.js';
import type { Store } from '../../ports/store.js';
import { done, type EffectOutcome, type Perform } from '../effect-outcome.js';
import type { Attempt } from './attempt.js';
import { begin } from './begin.js';
import { clearDoubt } from './clear-doubt.js';
import { finish } from './finish.js';

export interface RunStepDeps {
  readonly connectors: Readonly<Record<string, Connector>>;
  readonly dispatch: Dispatch;
  readonly store: Pick<Store, 'events' | 'frozen'>;
  readonly people: People;
  readonly charters: Charters;
  readonly clock: Clock;
}

/**
 * Does the next step of a run: read, compare, store the intent, call, read back, store the outcome. A step that
 * was begun before is in doubt, and is only called again where that cannot take effect twice.
 */
export function createRunStep(deps: RunStepDeps): Perform<Effect & { readonly type: 'run-step' }> {
  // Attempts of this process that the target turned away. Lost in a crash, which leaves the step in doubt.
  const turnedAway = new Map<string, number>();
  return async (item, handoff) => {
    const stood = standingOf(handoff);
    // One of an earlier step: the step that it stands at has one of its own, in the lane of its record.
    if (!stood || item.lane !== laneOf(item.effect, handoff)) return done;
    const { key, step } = stood;
    const isSure = step.attempt > 0 && turnedAway.get(key) === step.attempt;
    const untouched = (attempt: number): void => void turnedAway.set(key, attempt);
    const outcome = await attemptAt(handoff, { item, stood, isSure, untouched }, deps);
    if (outcome.kind === 'done') turnedAway.delete(key);
    return outcome;
  };
}

interface Taken extends Pick<Attempt, 'item' | 'untouched'> {
  readonly stood: Standing;
  readonly isSure: boolean;
}

async function attemptAt(
  handoff: Handoff,
  { item, stood, isSure, untouched }: Taken,
  deps: RunStepDeps,
): Promise<EffectOutcome> {
  const action = await approvedAction(handoff, stood, deps);
  const standing = { ...stood, action: action ?? stood.action };
  const history = historyOf(await deps.store.events(handoff.id), standing);
  const now = deps.clock.now();
  const charter = deps.charters.current();
  const inDoubt = !isSure && isOpen(standing, history);
  const ending = { item, standing, dispatch: deps.dispatch, nonce: deps.clock.newId };
  const cannot = (detail: string) => finish(ending, { status: inDoubt ? 'in_doubt' : 'failed', detail });
  if (!action) return cannot(alteredWords);
  if (onlyRecommends(handoff, charter)) return cannot(recommendWords);
  const plan = planStep(standing, history, { charter, now });
  if (plan.kind !== 'call')
    return finish(ending, { status: inDoubt ? 'in_doubt' : plan.kind, detail: plan.detail });
  const connector = deps.connectors[plan.tool.target.kind];
  if (!connector) throw new Error(`There is no connector “${plan.tool.target.kind}”.`);
  const clearance = clearanceOf(handoff, { charter, directory: deps.people.directory(), now });
  const whose = { handoffId: handoff.id, account: handoff.origin.account };
  const until = validUntil(handoff) ?? now;
  const call = { plan, connector, whose, history };
  const attempt: Attempt = { ...ending, ...call, now, clearance, until, untouched };
  return inDoubt ? clearDoubt(attempt) : begin(attempt);
}

/** It was begun, and nobody knows yet how it ended. */
function isOpen({ step }: Standing, { first, last }: StepHistory): boolean {
  return step.status === 'started' || last === 'in_doubt' || (first !== null && last === null);
}

const alteredWords = 'what was approved is not stored as it was';

/** What is carried out is read from the very bytes that were approved; null when they are not there unaltered. */
async function approvedAction(
  handoff: Handoff,
  { step }: Standing,
  { store }: RunStepDeps,
): Promise<Action | null> {
  const hash = handoff.work.proposal?.hash ?? '';
  const bytes = await store.frozen(handoff.id, hash);
  if (bytes === null || sha256(bytes) !== hash) return null;
  return (JSON.parse(bytes) as ProposalContent).actions[step.action] ?? null;
}
