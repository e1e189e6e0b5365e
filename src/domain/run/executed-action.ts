/**
 * What was carried out, as an auditor asks for it: one record for each attempt of each action that ended, with who
 * asked, who approved and under which charter and proposal. It is read from the events alone.
 */

import type { ExceptionCause } from '../handoff/exception-cause.js';
import { freeze, type ProposalContent } from '../handoff/proposal.js';
import type { Run } from '../handoff/run.js';
import type { PersonId } from '../ids.js';
import type { Json } from '../json.js';
import type { HandoffEvent, Happened } from '../log/event.js';

export interface ExecutedAction {
  readonly handoff: string;
  readonly taskType: string;
  readonly account: string | null;
  readonly agent: string;
  readonly requester: PersonId | null;
  /** Empty when the charter let it run without asking. */
  readonly approvers: readonly PersonId[];
  readonly approvedAt: string | null;
  /** Why an administrator approved alone; null for every ordinary approval. */
  readonly emergency: string | null;
  readonly charterHash: string;
  readonly proposalHash: string | null;
  readonly kind: Run['kind'];
  /** Who had it undone. */
  readonly undoneBy: PersonId | null;
  readonly step: number;
  readonly attempt: number;
  readonly tool: string | null;
  readonly arguments: Json;
  readonly idempotencyKey: string;
  readonly status: string;
  readonly result: Json;
  readonly detail: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string;
  /** The number of the event in the handoff's log, and its hash. */
  readonly event: number;
  readonly eventHash: string;
}

/** What is known when a step ends. */
interface Known
  extends Omit<
    ExecutedAction,
    'step' | 'status' | 'result' | 'detail' | 'finishedAt' | 'event' | 'eventHash'
  > {
  readonly run: Run | null;
  readonly proposal: ProposalContent | null;
}

/** All that ended in this handoff, oldest first. */
export function executedActions(
  events: readonly (Happened & { readonly hash: string })[],
): (ExecutedAction & { readonly at: Date })[] {
  const executed: (ExecutedAction & { readonly at: Date })[] = [];
  let known = nothing;
  for (const happened of events) {
    const { event, at, n, hash } = happened;
    known = { ...known, handoff: happened.handoffId, ...learnt(known, happened) };
    if (event.type !== 'step_finished') continue;
    const { run, proposal, ...facts } = known;
    const step = run?.steps[event.data.step];
    const action = step && proposal?.actions[step.action];
    executed.push({
      ...facts,
      step: event.data.step + 1,
      tool: action?.tool ?? null,
      arguments: action?.arguments ?? null,
      status: event.data.status,
      result: event.content.result,
      detail: event.content.detail,
      finishedAt: at.toISOString(),
      event: n,
      eventHash: hash,
      at,
    });
  }
  return executed;
}

const nothing: Known = {
  ...{
    handoff: '',
    taskType: '',
    account: null,
    agent: '',
    requester: null,
    approvers: [],
    approvedAt: null,
  },
  ...{ emergency: null, charterHash: '', proposalHash: null, kind: 'write', undoneBy: null, attempt: 0 },
  ...{ tool: null, arguments: null, idempotencyKey: '', startedAt: null, run: null, proposal: null },
};

function learnt(known: Known, { event, at, actor }: Happened): Partial<Known> {
  switch (event.type) {
    case 'submitted': {
      const { taskType, agent, requester, charterHash } = event.data;
      return { taskType, agent, requester, charterHash, account: event.content.account };
    }
    case 'triaged':
      return { ...proposed(event), ...(event.data.run ? { run: event.data.run } : {}) };
    case 'edited':
      return proposed(event);
    case 'overridden':
      return { emergency: event.content.reason };
    case 'approved':
      return {
        approvers: event.data.by,
        approvedAt: at.toISOString(),
        proposalHash: event.data.hash,
        run: event.data.run,
      };
    case 'retried':
      return { run: event.content.run ?? known.run };
    case 'rollback_started': {
      const undoneBy = actor.kind === 'person' ? actor.id : null;
      return { kind: 'undo', undoneBy, run: event.content.run };
    }
    case 'compensation_started':
      return { kind: 'undo', undoneBy: null, run: event.content.run };
    case 'exception_raised':
      return endsUndo.includes(event.data.cause) ? { kind: 'write', undoneBy: null } : {};
    case 'step_started':
      return { attempt: event.data.attempt, idempotencyKey: event.data.key, startedAt: at.toISOString() };
    default:
      return {};
  }
}

/** Trouble of the write itself: whatever had to be taken back has been, and another try writes again. */
const endsUndo: readonly ExceptionCause[] = ['failed', 'failed_verification', 'conflict'];

function proposed({ content }: Extract<HandoffEvent, { type: 'triaged' | 'edited' }>): Partial<Known> {
  return {
    proposal: content.proposal,
    proposalHash: content.proposal && freeze(content.proposal).hash,
  };
}
