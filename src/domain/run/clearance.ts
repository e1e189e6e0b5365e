/**
 * Whether a step may begin now. An approval is not for ever: right before anything is written, whoever approved must
 * still be allowed to, the charter must not have become stricter, the approval must be fresh, and nobody may have
 * stopped the work. What cannot be known just now waits; what is no longer allowed stops and is told.
 */

import { unbounded } from '../bounds.js';
import type { Charter } from '../charter/charter.js';
import type { Context } from '../context.js';
import type { Directory } from '../directory.js';
import type { Handoff } from '../handoff/handoff.js';
import type { Policy } from '../handoff/policy.js';
import { settlePolicy } from '../handoff/settle-policy.js';
import { subjectOf } from '../handoff/subject.js';
import { bot, type PersonId } from '../ids.js';
import { mayDecide } from '../people/authority.js';
import { type RefusalCode, sentence } from '../refusal.js';

export interface Surroundings {
  readonly charter: Charter;
  readonly directory: Directory;
  readonly now: Date;
}

export type Clearance =
  | { readonly kind: 'clear' }
  /** Not now, perhaps in a moment. */
  | { readonly kind: 'wait'; readonly detail: string }
  | { readonly kind: 'stop'; readonly detail: string };

const clear: Clearance = { kind: 'clear' };

/** Where a charter only recommends, no call is made at all: none that is tried again and none that puts back. */
export function onlyRecommends({ origin: { taskType } }: Handoff, charter: Charter): boolean {
  return charter.mode === 'recommend' || charter.taskTypes[taskType]?.mode === 'recommend';
}

export const recommendWords = 'the charter only recommends by now, and carries nothing out';

/** For a write that has not begun; an undo is asked for by somebody who was checked a moment ago. */
export function clearanceOf(handoff: Handoff, around: Surroundings): Clearance {
  const { run } = handoff.execution;
  const { decision } = handoff.consent;
  const { proposal } = handoff.work;
  const { policy } = handoff;
  if (run?.kind !== 'write') return clear;
  if (decision && decision.hash !== proposal?.hash)
    return stop('what was approved is not what would be carried out');
  const now = policyNow(handoff, around.charter);
  if (!now) return stop('the charter does not have this kind of work any more');
  const stricter = stricterThan(policy, now);
  if (stricter) return stop(stricter);
  if (isStale(handoff, around.now))
    return stop('the approval is too old by now, so somebody has to look again');
  const asNow = { ...handoff, policy: { ...policy, approverRoles: now.approverRoles, exclude: now.exclude } };
  return decision ? authorityOf(asNow, { by: decision.by, around }) : clear;
}

const stop = (detail: string): Clearance => ({ kind: 'stop', detail });

/** Whether the approval is too old to write anything on it, whoever asks for another try. */
export function isStale(handoff: Handoff, now: Date): boolean {
  const until = validUntil(handoff);
  return handoff.execution.run?.kind === 'write' && until !== null && until < now;
}

/** An approval ages from the decision, however often the work begins anew; what nobody has to approve, from its begin. */
export function validUntil({ consent: { decision }, execution: { run }, policy }: Handoff): Date | null {
  const from = (run?.kind === 'write' ? decision?.at : null) ?? run?.startedAt;
  return from ? new Date(from.getTime() + policy.approvalValidMs) : null;
}

/** What the charter says by now; null when it does not have this kind of work any more. */
function policyNow(handoff: Handoff, charter: Charter): Policy | null {
  if (charter.hash === handoff.origin.charterHash) return handoff.policy;
  const taskType = charter.taskTypes[handoff.origin.taskType];
  if (!taskType) return null;
  return settlePolicy(charter, taskType, subjectOf(handoff));
}

function stricterThan(policy: Policy, now: Policy): string | null {
  if (now.mode === 'recommend') return recommendWords;
  if (now.level > policy.level) return 'the charter has become stricter since this was approved';
  return now.quorum > policy.quorum
    ? 'the charter asks for more approvals than it did when this was approved'
    : null;
}

/** Slack may be silent for a moment; that is no reason to give up what was approved, and none to go on. */
const unknownNow: readonly RefusalCode[] = ['person_unknown_now', 'directory_unknown', 'unknown_person'];

function authorityOf(
  handoff: Handoff,
  { by, around }: { readonly by: readonly PersonId[]; readonly around: Surroundings },
): Clearance {
  const context: Context = { ...around, actor: bot, bounds: unbounded };
  const verb = handoff.consent.decision?.override === null ? 'approve' : 'override';
  const refusals = by.flatMap((person) => {
    const refused = mayDecide({ verb, by: person, handoff }, context);
    return refused ? [{ refused, name: around.directory.people[person]?.name ?? person }] : [];
  });
  const lost = refusals.find(({ refused }) => !unknownNow.includes(refused.code));
  if (lost) return stop(`${lost.name} may no longer approve this (${sentence(lost.refused)})`);
  return refusals.length ? { kind: 'wait', detail: 'it cannot be checked who may approve this' } : clear;
}
