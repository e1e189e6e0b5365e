import type { Effect } from '../../domain/effect.js';
import type { Handoff } from '../../domain/handoff/handoff.js';
import { type Action, type ProposalContent, sha256 } from '../../domain/handoff/proposal.js';
import type { JsonObject } from '../../domain/json.js';
import { clearanceOf, onlyRecommends, recommendWords } from '../../domain/run/clearance.js';
import {
  conflictWords,
  historyOf,
  holds,
  isComparable,
  isKeyRemembered,
  planStep,
  type Standing,
  type StepHistory,
  standingOf,
} from '../../domain/run/execution.js';
import type { Charters } from '../../ports/charters.js';
import type { Clock } from '../../ports/clock.js';
import type { Connector, ReadFault } from '../../ports/connector.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { People } from '../../ports/people.js';
import type { Store } from '../../ports/store.js';
import { done, type EffectOutcome, type Perform } from '../effect-outcome.js';
import { finish, laterOr, readRecord, type StepAttempt, send, type Untouched } from './step-attempt.js';

export interface RunStepDeps {
  readonly connectors: Readonly<Record<string, Connector>>;
  readonly dispatch: Dispatch;
  readonly store: Pick<Store, 'events' | 'frozen'>;
  readonly people: People;
  readonly charters: Charters;
  readonly clock: Clock;
}

interface Attempt extends StepAttempt {
  readonly history: StepHistory;
  readonly untouched: Untouched;
}

/**
 * Does the next step of a run: read, compare, store the intent, call, read back, store the outcome. A step that
 * was begun before is in doubt, and is only called again where that cannot take effect twice.
 */
export const createRunStep = (deps: RunStepDeps): Perform<Effect & { readonly type: 'run-step' }> => {
  // Attempts of this process that the target turned away. Lost in a crash, which leaves the step in doubt.
  const turnedAway = new Set<string>();
  return async (item, handoff) => {
    const stood = standingOf(handoff);
    if (!stood) return done;
    const action = await approvedAction(handoff, stood, deps);
    const standing = { ...stood, action: action ?? stood.action };
    const { step, key } = standing;
    const history = historyOf(await deps.store.events(handoff.id), standing);
    const now = deps.clock.now();
    const charter = deps.charters.current();
    const isSure = turnedAway.delete(`${key}:${step.attempt}`);
    const inDoubt = !isSure && (step.status === 'started' || history.last === 'in_doubt');
    const ending = { item, standing, dispatch: deps.dispatch, nonce: deps.clock.newId };
    if (!action) return finish(ending, { status: inDoubt ? 'in_doubt' : 'failed', detail: alteredWords });
    if (onlyRecommends(handoff, charter))
      return finish(ending, { status: inDoubt ? 'in_doubt' : 'failed', detail: recommendWords });
    const plan = planStep(standing, history, { charter, now });
    if (plan.kind !== 'call')
      return finish(ending, { status: inDoubt ? 'in_doubt' : plan.kind, detail: plan.detail });
    const connector = deps.connectors[plan.tool.target.kind];
    if (!connector) throw new Error(`There is no connector “${plan.tool.target.kind}”.`);
    const untouched = (attempt: number): void => void turnedAway.add(`${key}:${attempt}`);
    const whose = { handoffId: handoff.id, account: handoff.account };
    const attempt: Attempt = { ...ending, plan, connector, whose, history, now, untouched };
    if (inDoubt) return clearDoubt(attempt);
    const clearance = clearanceOf(handoff, { charter, directory: deps.people.directory(), now });
    if (clearance.kind === 'stop') return finish(attempt, { status: 'failed', detail: clearance.detail });
    if (clearance.kind === 'wait') return laterOr(attempt, { status: 'failed', detail: clearance.detail });
    return begin(attempt);
  };
};

const alteredWords = 'what was approved is not stored as it was';

/** What is carried out is read from the very bytes that were approved; null when they are not there unaltered. */
const approvedAction = async (
  handoff: Handoff,
  { step }: Standing,
  { store }: RunStepDeps,
): Promise<Action | null> => {
  const hash = handoff.proposal?.hash ?? '';
  const bytes = await store.frozen(handoff.id, hash);
  if (bytes === null || sha256(bytes) !== hash) return null;
  return (JSON.parse(bytes) as ProposalContent).actions[step.action] ?? null;
};

/** Nothing of this step has happened yet. */
const begin = async (attempt: Attempt): Promise<EffectOutcome> => {
  const { plan, standing, untouched } = attempt;
  const seen = await readRecord(attempt);
  if ('fault' in seen) return cannotBegin(attempt, seen.fault);
  const { record } = seen;
  const isCompared = record && plan.expected && !standing.run.isForced;
  const words = isCompared ? conflictWords(record, plan, standing.run.kind) : '';
  if (words && record && standing.run.kind === 'undo' && holds(record, plan.desired, plan.tool))
    return finish(attempt, { status: 'done', detail: 'The earlier values stood there already.' });
  if (words) return finish(attempt, { status: 'conflict', detail: words, record });
  return send(attempt, { prior: record, ifRefused: 'failed' }, untouched);
};

const cannotBegin = (attempt: Attempt, fault: ReadFault): EffectOutcome | Promise<EffectOutcome> => {
  if (fault.kind === 'later') return laterOr(attempt, { status: 'failed', detail: fault.message });
  const status = fault.kind === 'gone' && attempt.plan.expected ? 'conflict' : 'failed';
  return finish(attempt, { status, detail: fault.message });
};

/** The call may have taken effect: its key, or the record itself, must tell. */
const clearDoubt = async (attempt: Attempt): Promise<EffectOutcome> => {
  const { plan, history, now, standing, untouched } = attempt;
  const prior = history.first?.prior ?? null;
  const isRepeatable = isKeyRemembered(plan.tool, history, now);
  if (!isComparable(plan.tool)) {
    // After an exception, a person who asked for another try has answered the doubt.
    const isAskedFor = standing.step.status === 'waiting';
    if (isRepeatable || isAskedFor) return send(attempt, { prior, ifRefused: 'in_doubt' }, untouched);
    return finish(attempt, { status: 'in_doubt', detail: 'no answer came back, and there is no way to ask' });
  }
  const seen = await readRecord(attempt);
  if ('fault' in seen) {
    const ending = { status: 'in_doubt', detail: seen.fault.message } as const;
    return seen.fault.kind === 'later' ? laterOr(attempt, ending) : finish(attempt, ending);
  }
  const record = seen.record ?? {};
  return judge(attempt, { record, prior, isRepeatable });
};

const judge = (
  attempt: Attempt,
  found: { readonly record: JsonObject; readonly prior: JsonObject | null; readonly isRepeatable: boolean },
): Promise<EffectOutcome> => {
  const { record, prior } = found;
  const { plan, standing, untouched } = attempt;
  const isDesired = holds(record, plan.desired, plan.tool);
  // A call with a remembered key also brings back its answer.
  if (isDesired && !found.isRepeatable) return finish(attempt, { status: 'done', result: record });
  const isAsBefore = holds(record, prior ?? plan.expected, plan.tool);
  const ifRefused = isAsBefore && !isDesired ? 'failed' : 'in_doubt';
  if (isDesired || isAsBefore) return send(attempt, { prior, ifRefused }, untouched);
  const words = conflictWords(record, { ...plan, expected: prior ?? plan.expected }, standing.run.kind);
  const status = standing.step.status === 'waiting' ? 'conflict' : 'in_doubt';
  return finish(attempt, { status, detail: words || 'no answer came back, and the record cannot tell' });
};
