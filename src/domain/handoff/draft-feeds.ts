/**
 * The draft of a proposal goes into the arguments that carry it, and goes there as it stands now. Such an argument is
 * shown and edited as the draft, once, and only as long as it really holds that very text.
 */
import type { Json } from '../json.js';
import type { Action, Draft, ProposalContent } from './proposal.js';

/** Whether this argument repeats the draft. */
export function repeatsDraft(
  { draft, actions }: Pick<ProposalContent, 'draft' | 'actions'>,
  action: number,
  argument: string,
): boolean {
  const isNamed = draft?.feeds.some((feed) => feed.action === action && feed.argument === argument);
  return isNamed === true && actions[action]?.arguments[argument] === draft?.text;
}

/** The actions with the draft in every argument that carries it. */
export function withDraft(actions: readonly Action[], draft: Draft): Action[] {
  return actions.map((action, index) => {
    const mine = draft.feeds.filter((feed) => feed.action === index);
    const texts = mine.map(({ argument }): [string, Json] => [argument, draft.text]);
    return { ...action, arguments: { ...action.arguments, ...Object.fromEntries(texts) } };
  });
}
