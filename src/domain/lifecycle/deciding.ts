/**
 * Deciding. A vote counts for exactly one proposal and one person; when as many different people as the
 * charter asks for have approved the same proposal, it is approved, once and for all. One rejection ends it.
 * What may not be approved at this level, nobody can approve.
 */
import type { Approve, Context, Reject } from '../command.js';
import type { Effect } from '../effect.js';
import type { Approved, HandoffEvent } from '../event.js';
import type { Handoff } from '../handoff.js';
import type { PersonId } from '../ids.js';
import { refusal } from '../refusal.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { actingPerson, noteAbout, onCard } from './permission.js';
import { startedRun } from './steps.js';
import { after, watchRunMs } from './waits.js';

export const approve = (handoff: Handoff, command: Approve, context: Context): Ruling => {
  const refused = onCard(handoff, command, context);
  if (refused) return denied(refused);
  const by = actingPerson(context);
  const { proposal, policy } = handoff;
  if (!by || !proposal || policy.level >= 3) return denied(refusal('level_forbids'));
  if (handoff.votes.some((vote) => vote.by === by && vote.hash === proposal.hash))
    return denied(refusal('already_voted'));
  const voted: HandoffEvent = {
    type: 'voted',
    data: { hash: proposal.hash, revision: proposal.revision },
    content: null,
  };
  const voters = [...handoff.votes.filter((vote) => vote.hash === proposal.hash).map((vote) => vote.by), by];
  if (voters.length < policy.quorum) return granted([voted], [{ type: 'show-card' }]);
  const approved = approval(handoff, voters, context.now);
  const effects: Effect[] = [{ type: 'show-card' }];
  return granted([voted, approved], approved.data.run ? [...effects, { type: 'run-step' }] : effects);
};

export const reject = (handoff: Handoff, command: Reject, context: Context): Ruling => {
  const refused = onCard(handoff, command, context);
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
      run: runs ? startedRun(proposal.actions.length, now) : null,
      nextCheckAt: runs ? after(now, watchRunMs) : null,
    },
    content: null,
  };
};
