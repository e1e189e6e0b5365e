import { differencesBetween } from '../../../domain/handoff/differences.js';
import type { Decision, Handoff } from '../../../domain/handoff/handoff.js';
import type { Proposal } from '../../../domain/handoff/proposal.js';
import { storyLine } from '../../../domain/log/story.js';
import type { RecordedEvent } from '../../../ports/store.js';

/** What programs see of a handoff: snake_case, UTC instants as ISO texts. */
export function handoffJson(handoff: Handoff) {
  const { proposal, suggested } = handoff.work;
  const { decision } = handoff.consent;
  return {
    id: handoff.id,
    state: handoff.state,
    task_type: handoff.origin.taskType,
    account: handoff.origin.account,
    level: handoff.policy.level,
    because: handoff.policy.because,
    owner: handoff.owner,
    summary: handoff.work.packet.summary,
    fields: handoff.work.fields,
    missing: handoff.work.missing,
    read_by_model: handoff.work.readByModel,
    opened_at: handoff.origin.openedAt.toISOString(),
    due_at: handoff.clock.dueAt?.toISOString() ?? null,
    decision: decision && decisionJson(decision),
    proposal: proposal && proposalJson(proposal),
    changed_by_people: suggested && proposal ? differencesBetween(suggested, proposal) : [],
    executed: (handoff.execution.run?.steps ?? []).map((step) => ({
      tool: proposal?.actions[step.action]?.tool ?? null,
      status: step.status,
      prior_values: step.prior,
      result: step.result,
      detail: step.detail,
    })),
    exception: handoff.exception && { cause: handoff.exception.cause, detail: handoff.exception.detail },
    ended: handoff.ending && {
      by: handoff.ending.by,
      reason: handoff.ending.reason,
      at: handoff.ending.at.toISOString(),
    },
    undo_until: handoff.execution.undoUntil?.toISOString() ?? null,
  };
}

function proposalJson({ revision, hash, draft, actions }: Proposal) {
  return {
    revision,
    hash,
    draft: draft?.text ?? null,
    actions: actions.map(({ tool, arguments: given, before }) => ({ tool, arguments: given, before })),
  };
}

function decisionJson(decision: Decision) {
  return {
    verdict: decision.verdict,
    by: decision.by,
    at: decision.at.toISOString(),
    category: decision.category,
    reason: decision.reason,
    proposal_hash: decision.hash ?? '',
    recorded_only: decision.mode === 'recommend',
  };
}

export function eventJson(event: RecordedEvent) {
  return {
    n: event.n,
    at: event.at.toISOString(),
    type: event.event.type,
    actor: event.actor,
    says: storyLine(event),
    hash: event.hash,
  };
}
