import { valueText } from '../../../../domain/handoff/differences.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import type { Proposal } from '../../../../domain/handoff/proposal.js';

/** One thing that a person must have seen before they may say yes. */
export interface Leaf {
  /** Such as `actions.0.arguments.amount`. */
  readonly path: string;
  /** As people read it, before anything in it is escaped. */
  readonly text: string;
}

/** All of the proposal, and what it is for. Nothing to approve has no leaves. */
export const leavesOf = ({ proposal, account, packet }: Handoff): Leaf[] => {
  if (!proposal) return [];
  return [
    { path: 'summary', text: packet.summary },
    ...(account === null ? [] : [{ path: 'account', text: account }]),
    ...(proposal.draft ? [{ path: 'draft', text: proposal.draft.text }] : []),
    ...proposal.actions.flatMap((_, index) => actionLeaves(proposal, index)),
  ];
};

export const leafPath = (action: number, part: 'arguments' | 'before', name: string): string =>
  `actions.${action}.${part}.${name}`;

/** An argument that repeats the draft is shown as the draft. */
export const isFed = ({ draft, actions }: Proposal, action: number, argument: string): boolean =>
  draft?.feeds.some((feed) => feed.action === action && feed.argument === argument) === true &&
  actions[action]?.arguments[argument] === draft.text;

const actionLeaves = (proposal: Proposal, index: number): Leaf[] => {
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
      ({ path }) => !isFed(proposal, index, path.slice(leafPath(index, 'arguments', '').length)),
    ),
    ...leaves('before', action.before ?? {}),
  ];
};
