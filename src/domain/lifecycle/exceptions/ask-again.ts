/**
 * When a record is no longer as shown and nothing was written yet, people are asked again with what it holds now. They
 * are also asked again when another try is wanted on an approval that is too old.
 */
import type { FinishStep } from '../../command.js';
import type { Context } from '../../context.js';
import type { Effect } from '../../effect.js';
import type { Handoff } from '../../handoff/handoff.js';
import type { Proposal } from '../../handoff/proposal.js';
import type { Run, Step } from '../../handoff/run.js';
import type { Proposed } from '../../handoff/views.js';
import type { JsonObject } from '../../json.js';
import { clockOf, dueAt, nextCheck } from '../../ladder/ladder.js';
import type { HandoffEvent } from '../../log/event.js';
import type { AskedAgain } from '../../log/run-event.js';
import { granted, type Ruling } from '../../verdict.js';

export interface Stop {
  readonly finished: HandoffEvent;
  readonly command: FinishStep;
  readonly run: Run;
  readonly step: Step;
}

/** Null when something was done already, or when nobody knows what the record holds or what moved. */
export function asksAgain(
  handoff: Proposed,
  { finished, command, run, step }: Stop,
  context: Context,
): Ruling | null {
  const { proposal } = handoff.work;
  const isFirst = run.steps.every(({ status }) => status === 'waiting' || status === 'started');
  const { record, nonce, detail } = command;
  if (command.status !== 'conflict' || run.kind !== 'write' || !isFirst) return null;
  if (!record || nonce === undefined || detail === null) return null;
  const actions = seenAnew(proposal, step.action, record);
  const asked = askedAgain(handoff, { actions, moved: detail, nonce }, context);
  return granted([finished, asked], askingEffects(handoff, 2));
}

/** Nothing of it was done, and the approval is too old for another try. */
export function asksAnew(handoff: Proposed, { nonce }: { readonly nonce: string }, context: Context): Ruling {
  const { actions } = handoff.work.proposal;
  const asked = askedAgain(handoff, { actions, moved: '', nonce }, context);
  return granted([asked], askingEffects(handoff, 1));
}

interface Asking {
  readonly actions: Proposal['actions'];
  /** What the record holds that is no longer as shown; empty when it is the approval that is too old. */
  readonly moved: string;
  readonly nonce: string;
}

function askedAgain(handoff: Proposed, { actions, moved, nonce }: Asking, context: Context): AskedAgain {
  const { proposal } = handoff.work;
  const { now, charter } = context;
  const clock = { ...clockOf(handoff, 0, context), startedAt: now };
  const revision = proposal.revision + 1;
  const { workspaceId, id: handoffId } = handoff;
  const next = {
    workspaceId,
    handoffId,
    charterHash: charter.hash,
    revision,
    draft: proposal.draft,
    actions,
  };
  return {
    type: 'asked_again',
    data: { revision, nonce, dueAt: dueAt(handoff.policy, context), nextCheckAt: nextCheck(clock, now) },
    content: { moved, proposal: next },
  };
}

function askingEffects(handoff: Handoff, offset: number): Effect[] {
  return [
    { type: 'show-card' },
    ...(handoff.exception ? [{ type: 'show-exception' } as const] : []),
    { type: 'add-note', event: handoff.version + offset },
    { type: 'tell-owner', why: 'asked_again', owner: handoff.owner },
  ];
}

function seenAnew({ actions }: Proposal, action: number, record: JsonObject): Proposal['actions'] {
  return actions.map((one, index) =>
    index === action && one.before ? { ...one, before: { ...one.before, ...record } } : one,
  );
}
