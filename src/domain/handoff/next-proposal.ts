/**
 * What is proposed once the context is packed. The first time it follows from the plan or from the agent's actions.
 * After a question was answered it is made again from the new fields as the next revision, and what people had
 * changed before stays changed, unless the answer gave that very value anew.
 */
import type { Charter } from '../charter/charter.js';
import type { Json, JsonObject } from '../json.js';
import { withDraft } from './draft-feeds.js';
import type { Handoff } from './handoff.js';
import type { Packet } from './packet.js';
import { type Action, canonicalText, type Draft, type Proposal, type ProposalContent } from './proposal.js';
import { propose } from './propose.js';

/** Null when there is nothing to approve. */
export function nextProposal(
  handoff: Handoff,
  packed: { readonly packet: Packet; readonly fields: JsonObject },
  charter: Charter,
): ProposalContent | null {
  const taskType = charter.taskTypes[handoff.origin.taskType];
  if (!taskType) return null;
  const { workspaceId } = handoff;
  const { account, submission } = handoff.origin;
  const { packet, fields } = packed;
  const work = {
    workspaceId,
    handoffId: handoff.id,
    account,
    submission,
    summary: packet.summary,
    fields,
  };
  const fresh = propose(charter, taskType, work);
  if (!fresh || !wasAskedBefore(handoff) || !handoff.work.proposal) return fresh;
  return keepEdits(
    { ...fresh, revision: handoff.work.proposal.revision + 1 },
    { suggested: handoff.work.suggested, edited: handoff.work.proposal },
  );
}

/** It was triaged once already: a card with buttons may stand somewhere. */
export const wasAskedBefore = (handoff: Handoff): boolean => handoff.clock.startedAt !== null;

interface Versions {
  readonly suggested: Proposal | null;
  readonly edited: Proposal;
}

function keepEdits(fresh: ProposalContent, versions: Versions): ProposalContent {
  const draft = keptDraft(fresh, versions);
  const actions = fresh.actions.map((action, index) => keptArguments(action, index, versions));
  return { ...fresh, draft, actions: draft ? withDraft(actions, draft) : actions };
}

function keptDraft({ draft }: ProposalContent, { suggested, edited }: Versions): Draft | null {
  return draft && edited.draft && edited.draft.text !== suggested?.draft?.text
    ? { ...draft, text: edited.draft.text }
    : draft;
}

function keptArguments(action: Action, index: number, { suggested, edited }: Versions): Action {
  const was = suggested?.actions[index];
  const now = edited.actions[index];
  if (!was || !now || was.tool !== action.tool || now.tool !== action.tool) return action;
  const kept = Object.entries(now.arguments).filter(
    ([name, value]) =>
      !isSame(value, was.arguments[name]) && isSame(action.arguments[name], was.arguments[name]),
  );
  return { ...action, arguments: { ...action.arguments, ...Object.fromEntries(kept) } };
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return one === undefined || other === undefined
    ? one === other
    : canonicalText(one) === canonicalText(other);
}
