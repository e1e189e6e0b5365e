import type { Charter } from '../../../domain/charter.js';
import type { Handoff } from '../../../domain/handoff.js';
import { actionIds, encodeSeen, moreChoices } from '../action-ids.js';
import { clipped, escaped } from '../text/foreign.js';
import { title } from '../text/words.js';
import { differenceBlocks } from './difference.js';
import { type Block, type Button, button, context, header, section } from './kit.js';
import { packetBlocks } from './packet.js';
import { proposalBlocks } from './proposal.js';
import { standing } from './standing.js';
import { warningBlocks } from './warnings.js';

export interface Rendered {
  /** For notifications and screen readers. */
  readonly text: string;
  readonly blocks: Block[];
}

/** Slack refuses blocks of about 13,200 characters; far enough below that the structure fits too. */
export const longestBlocks = 12_000;
const mostBlocks = 45;

/** The card in its present truth. What it cannot show in full cannot be approved on it. */
export const card = (handoff: Handoff, charter: Charter): Rendered => {
  const full = blocksOf(handoff, charter, { isWhole: true });
  const blocks = fits(full) ? full : blocksOf(handoff, charter, { isWhole: false });
  return { text: notification(handoff), blocks };
};

export const fits = (blocks: readonly Block[]): boolean =>
  blocks.length <= mostBlocks && JSON.stringify(blocks).length <= longestBlocks;

/** Says the same as the card in one line. */
export const notification = (handoff: Handoff): string =>
  clipped(
    `${title(handoff.taskType)}${handoff.account ? ` · ${escaped(handoff.account)}` : ''}: ${escaped(handoff.packet.summary)}`,
    300,
  );

export const heading = (handoff: Handoff): string => {
  const urgent = handoff.submission.urgency === 'high' || handoff.submission.urgency === 'critical';
  return [title(handoff.taskType), handoff.account, urgent ? handoff.submission.urgency : null]
    .filter(Boolean)
    .join(' · ');
};

const blocksOf = (
  handoff: Handoff,
  charter: Charter,
  { isWhole }: { readonly isWhole: boolean },
): Block[] => {
  const { proposal } = handoff;
  const what = proposal && isWhole ? proposalBlocks(proposal, charter) : [];
  const tooLong =
    proposal && !isWhole
      ? [section('_This is too long for a card. Open it to read all of it and decide._')]
      : [];
  return [
    header(heading(handoff)),
    ...warningBlocks(handoff),
    section(clipped(escaped(handoff.packet.summary), 1_500)),
    ...(isWhole ? packetBlocks(handoff.packet) : []),
    ...what,
    ...(isWhole ? differenceBlocks(handoff) : []),
    ...tooLong,
    context(assessment(handoff)),
    section(standing(handoff, charter)),
    ...buttons(handoff, charter, isWhole),
  ];
};

/** Who proposes it, and why a person is asked; the charter's own level only where nothing says more. */
const assessment = ({ submission, agent, policy }: Handoff): string => {
  const flags = submission.flags.length ? ` · Flags: ${submission.flags.map(escaped).join(', ')}` : '';
  const reasons = policy.because.length > 1 ? policy.because.slice(1) : policy.because;
  const isSaid = submission.confidence === null || reasons.some((reason) => reason.includes('% sure'));
  const sure = isSaid ? '' : `, ${Math.round((submission.confidence ?? 0) * 100)} % sure`;
  return clipped(`Proposed by ${escaped(agent)}${sure}${flags} · ${reasons.map(escaped).join(' ')}`, 2_000);
};

const buttons = (handoff: Handoff, charter: Charter, isWhole: boolean): Block[] => {
  const shown = buttonsOf(handoff, isWhole);
  if (shown.length === 0) return [];
  const elements = shown.map(button);
  const menu = handoff.state === 'review' || handoff.state === 'blocked' ? [more(handoff, charter)] : [];
  return [{ type: 'actions', block_id: 'decide', elements: [...elements, ...menu] }];
};

const buttonsOf = (handoff: Handoff, isWhole: boolean): Button[] => {
  const value = seenOf(handoff);
  const { level } = handoff.policy;
  const approve: Button = isWhole
    ? { id: actionIds.approve, text: 'Approve', value, style: 'primary' }
    : { id: actionIds.review, text: 'Review in full', value, style: 'primary' };
  const reject: Button = { id: actionIds.reject, text: 'Reject', value, style: 'danger' };
  const escalate: Button = { id: actionIds.escalate, text: 'Escalate', value };
  const takeOver: Button = {
    id: actionIds.takeOver,
    text: level === 4 ? 'Acknowledge' : 'Take over',
    value,
    style: 'primary',
  };
  const edit: Button = { id: actionIds.edit, text: 'Edit', value };
  switch (handoff.state) {
    case 'review':
      if (level >= 3) return [takeOver, reject, escalate];
      return handoff.proposal ? [approve, edit, reject, escalate] : [approve, reject, escalate];
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
      return handoff.undoUntil ? [{ id: actionIds.undo, text: 'Undo', value }] : [];
    default:
      return [];
  }
};

const more = (handoff: Handoff, charter: Charter) => {
  const seen = seenOf(handoff);
  const choice = (value: string, text: string) => ({
    text: { type: 'plain_text' as const, text },
    value: `${value}|${seen}`,
  });
  const mayBreakGlass = charter.breakGlass !== null && handoff.policy.level < 3 && handoff.proposal;
  const alone =
    handoff.state === 'review' && mayBreakGlass
      ? [choice(moreChoices.override, 'Approve alone (emergency)')]
      : [];
  const asks = handoff.state === 'review' ? [choice(moreChoices.ask, 'Ask for information')] : [];
  return {
    type: 'overflow' as const,
    action_id: actionIds.more,
    options: [
      ...asks,
      choice(moreChoices.takeOver, 'Take over'),
      ...alone,
      choice(moreChoices.history, 'History'),
    ],
  };
};

export const seenOf = (handoff: Handoff): string =>
  encodeSeen({ id: handoff.id, revision: handoff.proposal?.revision ?? 0, nonce: handoff.nonce });
