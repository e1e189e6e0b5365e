/**
 * When a record is no longer as shown and nothing was written yet, people are asked again with what it holds now.
 */
import type { FinishStep } from '../../command.js';
import type { Context } from '../../context.js';
import type { Handoff } from '../../handoff/handoff.js';
import type { Proposal } from '../../handoff/proposal.js';
import type { Run } from '../../handoff/run.js';
import type { JsonObject } from '../../json.js';
import { clockOf, dueAt, nextCheck } from '../../ladder/ladder.js';
import type { HandoffEvent } from '../../log/event.js';
import { granted, type Ruling } from '../../verdict.js';

export interface Stop {
  readonly finished: HandoffEvent;
  readonly command: FinishStep;
  readonly run: Run;
}

/** Null when something was done already, or when nobody knows what the record holds. */
export const asksAgain = (
  handoff: Handoff,
  { finished, command, run }: Stop,
  context: Context,
): Ruling | null => {
  const { proposal } = handoff;
  const isFirst = run.steps.every(({ status }) => status === 'waiting' || status === 'started');
  const { record, nonce } = command;
  if (command.status !== 'conflict' || run.kind !== 'write' || !isFirst) return null;
  if (!proposal || !record || nonce === undefined) return null;
  const { now, charter } = context;
  const clock = { ...clockOf(handoff, 0, context), startedAt: now };
  const asked: HandoffEvent = {
    type: 'asked_again',
    data: {
      revision: proposal.revision + 1,
      nonce,
      dueAt: dueAt(handoff.policy, context),
      nextCheckAt: nextCheck(clock, now),
    },
    content: {
      moved: command.detail ?? '',
      proposal: {
        workspaceId: handoff.workspaceId,
        handoffId: handoff.id,
        charterHash: charter.hash,
        revision: proposal.revision + 1,
        draft: proposal.draft,
        actions: seenAnew(proposal, run.steps[command.step]?.action ?? -1, record),
      },
    },
  };
  return granted(
    [finished, asked],
    [
      { type: 'show-card' },
      ...(handoff.exception ? [{ type: 'show-exception' } as const] : []),
      { type: 'add-note', event: handoff.version + 2 },
      { type: 'tell-owner', why: 'asked_again', owner: handoff.owner },
    ],
  );
};

const seenAnew = ({ actions }: Proposal, action: number, record: JsonObject): Proposal['actions'] =>
  actions.map((one, index) =>
    index === action && one.before ? { ...one, before: { ...one.before, ...record } } : one,
  );
