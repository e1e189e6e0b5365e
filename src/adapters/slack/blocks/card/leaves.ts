import { repeatsDraft } from '../../../../domain/handoff/draft-feeds.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import type { Proposal } from '../../../../domain/handoff/proposal.js';
import { valueText } from '../../../../domain/handoff/words.js';

/** One thing that a person must have seen before they may say yes. */
export interface Leaf {
  /** Such as `actions.0.arguments.amount`. */
  readonly path: string;
  /** As people read it, before anything in it is escaped. */
  readonly text: string;
}

/** All of the proposal, and what it is for. Nothing to approve has no leaves. */
export function leavesOf({ work: { proposal, packet }, origin: { account } }: Handoff): Leaf[] {
  if (!proposal) return [];
  return [
    { path: 'summary', text: packet.summary },
    ...(account === null ? [] : [{ path: 'account', text: account }]),
    ...(proposal.draft ? [{ path: 'draft', text: proposal.draft.text }] : []),
    ...proposal.actions.flatMap((_, index) => actionLeaves(proposal, index)),
  ];
}

export function leafPath(action: number, part: 'arguments' | 'before', name: string): string {
  return `actions.${action}.${part}.${name}`;
}

function actionLeaves(proposal: Proposal, index: number): Leaf[] {
  const action = proposal.actions[index];
  if (!action) return [];
  const leaves = (part: 'arguments' | 'before', values: object): Leaf[] =>
    Object.entries(values).map(([name, value]) => ({
      path: leafPath(index, part, name),
      text: valueText(value),
    }));
  return [
    { path: `actions.${index}.tool`, text: action.tool },
    ...leaves('arguments', action.arguments).filter(
      ({ path }) => !repeatsDraft(proposal, index, path.slice(leafPath(index, 'arguments', '').length)),
    ),
    ...leaves('before', action.before ?? {}),
  ];
}
