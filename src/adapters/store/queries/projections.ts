import type { Handoff } from '../../../domain/handoff/handoff.js';
import { frozenBytes, type ProposalContent } from '../../../domain/handoff/proposal.js';
import type { HandoffId } from '../../../domain/ids.js';
import type { HandoffEvent, Happened } from '../../../domain/log/event.js';
import { canonical } from '../rows/canonical.js';
import {
  attemptEnded,
  attemptStarted,
  decisionMade,
  frozenProposal,
  priorKept,
  proposalMade,
  voteGiven,
} from './derived-rows.js';
import { type Ask, ask, type Steps } from './steps.js';

/** The canonical JSON of a proposal by its hash; null when there is none. */
export function findFrozen(id: HandoffId, hash: string): Steps<string | null> {
  return ask(frozenProposal, { handoff_id: id, hash });
}

/**
 * Rows that follow from an event, written in the same transaction. Their keys say again what the domain decided: one
 * vote of a person on a proposal, one decision on it, one row of prior values for a step.
 */
export function projectionsOf(happened: Happened, after: Handoff): readonly Ask[] {
  const rows = rowsOf[happened.event.type] as RowsOf | undefined;
  return rows?.({ happened, after, event: happened.event }) ?? [];
}

interface Occasion<E extends HandoffEvent = HandoffEvent> {
  readonly happened: Happened;
  readonly after: Handoff;
  readonly event: E;
}
type RowsOf<E extends HandoffEvent = HandoffEvent> = (occasion: Occasion<E>) => readonly Ask[];

const rowsOf: { readonly [Type in HandoffEvent['type']]?: RowsOf<Extract<HandoffEvent, { type: Type }>> } = {
  triaged: (occasion) => proposalRows(occasion, occasion.event.content.proposal),
  edited: (occasion) => proposalRows(occasion, occasion.event.content.proposal),
  asked_again: (occasion) => proposalRows(occasion, occasion.event.content.proposal),
  voted: (occasion) => {
    const { actor } = occasion.happened;
    if (actor.kind !== 'person') return [];
    const values = { ...common(occasion), hash: occasion.event.data.hash, person: actor.id };
    return [{ query: voteGiven, values }];
  },
  approved: (occasion) => decisionRows(occasion, { ...occasion.event.data, verdict: 'approved' }),
  rejected: (occasion) => {
    const { actor } = occasion.happened;
    const by = actor.kind === 'person' ? [actor.id] : [];
    return decisionRows(occasion, { hash: occasion.event.data.hash ?? '', verdict: 'rejected', by });
  },
  step_started: (occasion) => {
    const { data, content } = occasion.event;
    const at = { ...common(occasion), ...runOf(occasion), step: data.step };
    const {
      execution: { run },
      work: { proposal },
      origin: { taskType, account },
    } = occasion.after;
    const tool = proposal?.actions[run?.steps[data.step]?.action ?? -1]?.tool ?? '';
    const counted = { attempt: data.attempt, key: data.key, tool, task_type: taskType };
    const prior = content.prior && { ...at, account, values_json: canonical(content.prior) };
    return [
      { query: attemptStarted, values: { ...at, ...counted } },
      ...(prior ? [{ query: priorKept, values: prior }] : []),
    ];
  },
  step_finished: (occasion) => {
    const { data, content } = occasion.event;
    const values = {
      ...common(occasion),
      ...runOf(occasion),
      step: data.step,
      status: data.status,
      result_json: content.result === null ? null : canonical(content.result),
      detail: content.detail,
    };
    return [{ query: attemptEnded, values }];
  },
};

function proposalRows(
  occasion: Pick<Occasion, 'happened' | 'after'>,
  content: ProposalContent | null,
): readonly Ask[] {
  const {
    work: { proposal },
    origin: { account },
  } = occasion.after;
  if (!proposal || !content) return [];
  const { revision, hash } = proposal;
  const values = { ...common(occasion), account, revision, hash, bytes: frozenBytes(content) };
  return [{ query: proposalMade, values }];
}

function decisionRows(
  occasion: Pick<Occasion, 'happened' | 'after'>,
  { hash, verdict, by }: { readonly hash: string; readonly verdict: string; readonly by: unknown },
): readonly Ask[] {
  return [
    { query: decisionMade, values: { ...common(occasion), hash, verdict, decided_by_json: canonical(by) } },
  ];
}

function common({ happened, after }: Pick<Occasion, 'happened' | 'after'>) {
  return {
    workspace_id: after.workspaceId,
    handoff_id: after.id,
    at: happened.at.getTime(),
  };
}

function runOf({ after }: Pick<Occasion, 'after'>) {
  return {
    kind: after.execution.run?.kind ?? 'write',
    round: after.execution.run?.round ?? 0,
  };
}
