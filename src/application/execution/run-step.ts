import type { Effect } from '../../domain/effect.js';
import type { Handoff } from '../../domain/handoff/handoff.js';
import { type Action, type ProposalContent, sha256 } from '../../domain/handoff/proposal.js';
import { clearanceOf, onlyRecommends, recommendWords } from '../../domain/run/clearance.js';
import { historyOf, planStep, type Standing, standingOf } from '../../domain/run/execution.js';
import type { Charters } from '../../ports/charters.js';
import type { Clock } from '../../ports/clock.js';
import type { Connector } from '../../ports/connector.js';
import type { Dispatch } from '../../ports/dispatch.js';
import type { People } from '../../ports/people.js';
import type { Store } from '../../ports/store.js';
import { done, type Perform } from '../effect-outcome.js';
import type { Attempt } from './attempt.js';
import { begin } from './begin.js';
import { clearDoubt } from './clear-doubt.js';
import { finish, laterOr } from './finish.js';

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
