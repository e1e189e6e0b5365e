/**
 * A vote counts for exactly one proposal and one person; when as many different people as the charter asks for have
 * approved the same proposal, it is approved, once and for all. What may not be approved at this level, nobody can approve.
 */
import type { Approve } from '../command.js';
import type { Context } from '../context.js';
import type { Effect } from '../effect.js';
import type { Handoff } from '../handoff/handoff.js';
import { isProposed, type Proposed } from '../handoff/views.js';
import type { PersonId } from '../ids.js';
import type { Approved, HandoffEvent } from '../log/event.js';
import { approvalRights } from '../people/authority.js';
import { refusal } from '../refusal.js';
import { startedRun } from '../run/steps.js';
import { targetRecords } from '../run/target-record.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { actingPerson, byInvolved } from './permission.js';
import { after, watchRunMs } from './waits.js';

export function approve(handoff: Handoff, command: Approve, context: Context): Ruling {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  const by = actingPerson(context);
  const { policy } = handoff;
  if (!by || !isProposed(handoff) || policy.level >= 3) return denied(refusal('level_forbids'));
  const { proposal } = handoff.work;
  const counted = handoff.consent.votes.filter(
    (vote) =>
      vote.hash === proposal.hash &&
      // Whoever may no longer approve does not count any more either.
      approvalRights(vote.by, handoff, context).includes(vote.inPlaceOf),
  );
  // One voice for each person, and one for each right: acting for somebody does not make two out of one.
  const inPlaceOf = approvalRights(by, handoff, context).find(
    (right) => !counted.some((vote) => vote.inPlaceOf === right),
  );
  if (!inPlaceOf || counted.some((vote) => vote.by === by)) return denied(refusal('already_voted'));
  const voted: HandoffEvent = {
    type: 'voted',
    data: { hash: proposal.hash, revision: proposal.revision, inPlaceOf },
    content: null,
  };
  const voters = [...counted.map((vote) => vote.by), by];
  if (voters.length < policy.quorum) return granted([voted], [{ type: 'show-card' }]);
  const approved = approval(handoff, voters, context);
  const effects: Effect[] = [{ type: 'show-card' }];
  return granted([voted, approved], approved.data.run ? [...effects, { type: 'run-step' }] : effects);
}

export function approval(handoff: Proposed, by: readonly PersonId[], context: Context): Approved {
  const { proposal } = handoff.work;
  const { policy } = handoff;
  const { now, charter } = context;
  const runs = policy.mode === 'act' && proposal.actions.length > 0;
  return {
    type: 'approved',
    data: {
      by,
      hash: proposal.hash,
      to: runs ? 'executing' : 'done',
      run: runs ? startedRun(targetRecords(proposal.actions, charter), now, handoff.execution.round) : null,
      nextCheckAt: runs ? after(now, watchRunMs) : null,
    },
    content: null,
  };
}
