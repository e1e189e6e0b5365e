/**
 * Deciding. A vote counts for exactly one proposal and one person; when as many different people as the
 * charter asks for have approved the same proposal, it is approved, once and for all. One rejection ends it.
 * What may not be approved at this level, nobody can approve.
 */

import type { Approve, Override, Reject } from '../command.js';
import type { Context } from '../context.js';
import type { Effect } from '../effect.js';
import type { Handoff } from '../handoff/handoff.js';
import type { PersonId } from '../ids.js';
import type { Approved, HandoffEvent } from '../log/event.js';
import { approvalRights } from '../people/authority.js';
import { refusal } from '../refusal.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { actingPerson, byInvolved, noteAbout } from './permission.js';
import { startedRun } from './steps.js';
import { after, watchRunMs } from './waits.js';

export const approve = (handoff: Handoff, command: Approve, context: Context): Ruling => {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  const by = actingPerson(context);
  const { proposal, policy } = handoff;
  if (!by || !proposal || policy.level >= 3) return denied(refusal('level_forbids'));
  const counted = handoff.votes.filter(
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
  const approved = approval(handoff, voters, context.now);
  const effects: Effect[] = [{ type: 'show-card' }];
  return granted([voted, approved], approved.data.run ? [...effects, { type: 'run-step' }] : effects);
};

/** Marked on the card, in the thread and in the log; the level and the tools' bounds hold all the same. */
export const override = (handoff: Handoff, command: Override, context: Context): Ruling => {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  const by = actingPerson(context);
  const { proposal, policy } = handoff;
  if (!by || !proposal || policy.level >= 3) return denied(refusal('level_forbids'));
  if (!command.reason.trim())
    return denied(refusal('invalid_value', 'Please say why this cannot wait.', '/reason'));
  const overridden: HandoffEvent = {
    type: 'overridden',
    data: { hash: proposal.hash, revision: proposal.revision },
    content: { reason: command.reason.trim() },
  };
  const approved = approval(handoff, [by], context.now);
  const effects: Effect[] = [
    { type: 'show-card' },
    noteAbout(handoff),
    { type: 'tell-owner', why: 'overridden', owner: handoff.owner },
  ];
  return granted([overridden, approved], approved.data.run ? [...effects, { type: 'run-step' }] : effects);
};

export const reject = (handoff: Handoff, command: Reject, context: Context): Ruling => {
  const refused = byInvolved(handoff, command.type, context);
  if (refused) return denied(refused);
  const { rejectCategories } = handoff.policy;
  if (!rejectCategories.includes(command.category))
    return denied(
      refusal('invalid_value', `Please choose one of: ${rejectCategories.join(', ')}.`, '/category'),
    );
  if (!command.reason.trim())
    return denied(refusal('invalid_value', 'Please say why in a few words.', '/reason'));
  return granted(
    [
      {
        type: 'rejected',
        data: { hash: handoff.proposal?.hash ?? null, category: command.category },
        content: { reason: command.reason.trim() },
      },
    ],
    [{ type: 'show-card' }, noteAbout(handoff)],
  );
};

const approval = (handoff: Handoff, by: readonly PersonId[], now: Date): Approved => {
  const { proposal, policy } = handoff;
  const runs = policy.mode === 'act' && proposal !== null && proposal.actions.length > 0;
  return {
    type: 'approved',
    data: {
      by,
      hash: proposal?.hash ?? '',
      to: runs ? 'executing' : 'done',
      run: runs ? startedRun(proposal.actions.length, now, handoff.round) : null,
      nextCheckAt: runs ? after(now, watchRunMs) : null,
    },
    content: null,
  };
};
