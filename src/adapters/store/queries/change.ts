import { nothingAsked } from '../../../domain/bounds.js';
import type { Handoff } from '../../../domain/handoff/handoff.js';
import { chainStart } from '../../../domain/log/chain.js';
import { evolve } from '../../../domain/log/evolve.js';
import type { Change, Changed, Verdict } from '../../../ports/store.js';
import { appendEvent } from '../log/events.js';
import { gatherBounds } from './bounds.js';
import { findHandoff, insertHandoff, type StoredHandoff, updateHandoff } from './handoffs.js';
import { earlierIntake, rememberIntake } from './intake-keys.js';
import { isQueued, queueEffects } from './outbox.js';
import { removeItem } from './outbox-items.js';
import { projectionsOf } from './projections.js';
import { type Steps, tell } from './steps.js';

/** One change of a handoff, to be made in a transaction: state, log, derived rows and outbox together or not at all. */
export function* changeHandoff(change: Change): Steps<Changed> {
  const { intake, settles } = change;
  if (settles !== null && !(yield* isQueued(settles))) return { kind: 'settled' };
  const earlier = intake && (yield* earlierIntake(intake));
  if (earlier && earlier.bodyHash !== intake.bodyHash) return { kind: 'key_reused' };
  const stored = yield* findHandoff(earlier ? earlier.handoffId : change.handoffId);
  if (earlier && stored) return { kind: 'repeated', handoff: stored.handoff };
  const changed = yield* decideAndWrite(change, stored);
  if (intake && changed.kind === 'changed') yield* rememberIntake(intake, changed.handoff.id);
  if (settles !== null) yield* removeItem(settles);
  return changed;
}

function* decideAndWrite(change: Change, stored: StoredHandoff | null): Steps<Changed> {
  const before = stored?.handoff ?? null;
  const verdict = change.decide(before, yield* gatherBounds(change.asks?.(before) ?? nothingAsked));
  const { next, refusal, effects } = verdict;
  if (next) yield* appendEvents(change, { stored, verdict, next });
  if (refusal) return { kind: 'refused', handoff: next, refusal };
  if (!next) throw new Error('A command was granted and led to no handoff.');
  const queued = yield* queueEffects(effects, next, change.at);
  return { kind: 'changed', before, handoff: next, verdict, queued };
}

interface Decided {
  readonly stored: StoredHandoff | null;
  readonly verdict: Verdict;
  readonly next: Handoff;
}

function* appendEvents({ at, actor }: Change, { stored, verdict, next }: Decided): Steps<void> {
  if (verdict.events.length === 0) return;
  const wasVersion = stored?.handoff.version ?? 0;
  // Rows of a new handoff refer to it, so it is inserted first and its head set once the chain is written.
  if (!stored) yield* insertHandoff(next, chainStart);
  let head = stored?.headHash ?? chainStart;
  let after = stored?.handoff ?? null;
  for (const [index, event] of verdict.events.entries()) {
    const happened = { handoffId: next.id, n: wasVersion + index + 1, at, actor, event };
    head = yield* appendEvent(happened, next, head);
    after = verdict.events.length === 1 ? next : evolve(after, happened);
    yield* tell(projectionsOf(happened, after));
  }
  yield* updateHandoff(next, head, stored ? wasVersion : next.version);
}
