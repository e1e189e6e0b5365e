import type { Charter } from '../../../../domain/charter/charter.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { isProposed } from '../../../../domain/handoff/views.js';
import { visible } from '../../text/hidden.js';
import { title } from '../../text/words.js';
import { type Block, header, line, plainText, remark, richBlocks } from '../kit/kit.js';
import type { Showing } from './coverage.js';
import { differenceBlocks } from './difference.js';
import { executedBlocks } from './execution-result.js';
import { packetBlocks, suggestionBlocks } from './packet.js';
import { proposalBlocks } from './proposal.js';
import { warningBlocks } from './warnings.js';

/** Everything that a person reads before deciding, in full; the card shows it when it fits, the pages always do. */
export function faceBlocks(handoff: Handoff, charter: Charter, showing: Showing): Block[] {
  return [
    ...headBlocks(handoff, showing),
    ...warningBlocks(handoff, charter),
    ...richBlocks([line(...showing.write(['summary'], handoff.work.packet.summary))]),
    ...suggestionBlocks(handoff.origin.submission),
    ...packetBlocks(handoff.work.packet),
    ...(wasCarriedOut(handoff)
      ? executedBlocks(handoff, charter)
      : isProposed(handoff)
        ? proposalBlocks(handoff, charter, showing)
        : []),
    ...differenceBlocks(handoff),
    ...assessment(handoff),
  ];
}

export function heading(handoff: Handoff): string {
  const urgent =
    handoff.origin.submission.urgency === 'high' || handoff.origin.submission.urgency === 'critical';
  return [
    title(handoff.origin.taskType),
    handoff.origin.account,
    urgent ? handoff.origin.submission.urgency : null,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** The headline cuts long names and joins them with a dot; a name that suffers from either stands alone as well. */
function headBlocks(handoff: Handoff, showing: Showing): Block[] {
  const head = header(heading(handoff));
  const { account } = handoff.origin;
  if (account === null) return [head];
  if (visible(account).length > longestInHeading || account.includes('·'))
    return [
      head,
      ...richBlocks([line(plainText('Client: '), ...showing.write(['account'], account, { bold: true }))]),
    ];
  showing.mark('account', head.text);
  return [head];
}
const longestInHeading = 80;

/** Who proposes it, and why a person is asked; the charter's own level only where nothing says more. */
function assessment({ origin: { submission, agent }, policy }: Handoff): Block[] {
  const flags = submission.flags.length ? ` · Flags: ${submission.flags.join(', ')}` : '';
  const reasons = policy.because.length > 1 ? policy.because.slice(1) : policy.because;
  const isSaid = submission.confidence === null || reasons.some((reason) => reason.includes('% sure'));
  const sure = isSaid ? '' : `, ${Math.round((submission.confidence ?? 0) * 100)} % sure`;
  return remark(`Proposed by ${agent}${sure} · ${reasons.join(' ')}${flags}`);
}

function wasCarriedOut({ state, execution: { run } }: Handoff): boolean {
  return state === 'done' && run?.kind === 'write';
}
