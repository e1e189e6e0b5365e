import type { Charter } from '../../../../domain/charter/charter.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { actionIds, encodeSeen, moreChoices } from '../../action-ids.js';
import { type Block, type Button, button } from '../kit/kit.js';

export interface Shown {
  /** Whether every leaf of the proposal stands on the card; without that nobody may approve on it. */
  readonly isWhole: boolean;
}

export function buttonBlocks(handoff: Handoff, charter: Charter, shown: Shown): Block[] {
  const buttons = buttonsOf(handoff, shown);
  if (buttons.length === 0) return [];
  const elements = buttons.map(button);
  const menu =
    handoff.state === 'review' || handoff.state === 'blocked' ? [more(handoff, charter, shown)] : [];
  return [{ type: 'actions', block_id: 'decide', elements: [...elements, ...menu] }];
}

export function seenOf(handoff: Handoff): string {
  return encodeSeen({
    id: handoff.id,
    revision: handoff.work.proposal?.revision ?? 0,
    nonce: handoff.consent.nonce,
  });
}

/** What nobody can approve at this level, or because there is nothing to carry out, has no Approve anywhere. */
export function isApprovable({ state, policy, work: { proposal } }: Handoff): boolean {
  return state === 'review' && policy.level < 3 && proposal !== null;
}

function buttonsOf(handoff: Handoff, { isWhole }: Shown): Button[] {
  const value = seenOf(handoff);
  const decides = decisionButtons(handoff, value);
  if (handoff.state === 'review' && isApprovable(handoff))
    return isWhole
      ? [{ id: actionIds.approve, text: 'Approve', value, style: 'primary' }, ...decides]
      : [{ id: actionIds.review, text: 'Review in full', value, style: 'primary' }, ...decides];
  const read: Button = { id: actionIds.review, text: 'Read in full', value };
  return isWhole ? decides : [...decides, read];
}

function decisionButtons(handoff: Handoff, value: string): Button[] {
  const takeOver: Button = { id: actionIds.takeOver, text: 'Take over', value, style: 'primary' };
  const turnDown: Button[] = [
    { id: actionIds.reject, text: 'Reject', value, style: 'danger' },
    { id: actionIds.escalate, text: 'Escalate', value },
  ];
  switch (handoff.state) {
    case 'review':
      if (isApprovable(handoff)) return [{ id: actionIds.edit, text: 'Edit', value }, ...turnDown];
      return [handoff.policy.level === 4 ? { ...takeOver, text: 'Acknowledge' } : takeOver, ...turnDown];
    case 'blocked':
      return [
        { id: actionIds.answer, text: 'Give information', value, style: 'primary' },
        { id: actionIds.takeOver, text: 'Take over', value },
      ];
    case 'taken_over':
      return [
        { id: actionIds.complete, text: 'Done', value, style: 'primary' },
        { id: actionIds.handBack, text: 'Hand back', value },
      ];
    case 'done':
      return handoff.execution.undoUntil ? [{ id: actionIds.undo, text: 'Undo', value }] : [];
    case 'intake':
    case 'executing':
    case 'exception':
    case 'rejected':
    case 'cancelled':
    case 'expired':
    case 'rolled_back':
    case 'resolved':
      return [];
  }
}

function more(handoff: Handoff, charter: Charter, { isWhole }: Shown) {
  const seen = seenOf(handoff);
  const choice = (value: string, text: string) => ({
    text: { type: 'plain_text' as const, text },
    value: `${value}|${seen}`,
  });
  const alone =
    charter.breakGlass !== null && isApprovable(handoff) && isWhole
      ? [choice(moreChoices.override, 'Approve alone (emergency)')]
      : [];
  const later =
    handoff.state === 'review' && handoff.policy.level < 4
      ? [choice(moreChoices.snooze, 'Remind me later')]
      : [];
  const asks = handoff.state === 'review' ? [choice(moreChoices.ask, 'Ask for information')] : [];
  return {
    type: 'overflow' as const,
    action_id: actionIds.more,
    options: [
      ...asks,
      choice(moreChoices.takeOver, 'Take over'),
      ...alone,
      ...later,
      choice(moreChoices.history, 'History'),
    ],
  };
}
