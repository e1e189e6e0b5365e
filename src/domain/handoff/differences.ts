/**
 * What changed between two proposals, one line for each text and each value.
 */
import { repeatsDraft } from './draft-feeds.js';
import { canonicalText, type ProposalContent } from './proposal.js';
import { valueText } from './words.js';

/** `action` is null for the draft. */
export interface Difference {
  readonly action: number | null;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

export type Version = Pick<ProposalContent, 'draft' | 'actions'>;

/** What differs between two revisions, in words people read. */
export function differencesBetween(from: Version, to: Version): Difference[] {
  const draft: Difference[] =
    from.draft?.text === to.draft?.text
      ? []
      : [{ action: null, name: 'draft', from: from.draft?.text ?? '', to: to.draft?.text ?? '' }];
  const actions = to.actions.flatMap((action, index) =>
    Object.entries(action.arguments).flatMap(([name, value]): Difference[] => {
      const before = from.actions[index]?.arguments[name];
      const isSame = before !== undefined && canonicalText(before) === canonicalText(value);
      if (isSame || repeatsDraft(to, index, name)) return [];
      return [{ action: index, name, from: valueText(before ?? null), to: valueText(value) }];
    }),
  );
  return [...draft, ...actions];
}
