import type { Charter } from '../../../../domain/charter/charter.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { clipped, escaped } from '../../text/foreign.js';
import { title } from '../../text/words.js';
import { type Block, header, section } from '../kit/kit.js';
import { buttonBlocks, isApprovable } from './buttons.js';
import { faceBlocks, heading } from './card-body.js';
import { createShowing } from './coverage.js';
import { leavesOf } from './leaves.js';
import { standing } from './status-line.js';
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
export function card(handoff: Handoff, charter: Charter): Rendered {
  const whole = drawn(handoff, charter, faceBlocks);
  const { blocks } = fits(whole.blocks) ? whole : drawn(handoff, charter, shortFace);
  return { text: notification(handoff), blocks };
}

export function fits(blocks: readonly Block[]): boolean {
  return blocks.length <= mostBlocks && JSON.stringify(blocks).length <= longestBlocks;
}

/** Says the same as the card in one line. */
export function notification(handoff: Handoff): string {
  return clipped(
    `${title(handoff.origin.taskType)}${handoff.origin.account ? ` · ${escaped(handoff.origin.account)}` : ''}: ${escaped(handoff.work.packet.summary)}`,
    300,
  );
}

type Face = typeof faceBlocks;

/** The buttons follow from the blocks that stand there: a leaf that is not among them takes Approve away. */
function drawn(handoff: Handoff, charter: Charter, face: Face): { readonly blocks: Block[] } {
  const showing = createShowing();
  const shown = [...face(handoff, charter, showing), section(standing(handoff, charter))];
  const isWhole = face === faceBlocks && showing.missing(shown, neededOf(handoff)).length === 0;
  return { blocks: [...shown, ...buttonBlocks(handoff, charter, { isWhole })] };
}

/** Only who may still approve has to have seen every leaf; afterwards the card tells what was done. */
const neededOf = (handoff: Handoff) => (isApprovable(handoff) ? leavesOf(handoff) : []);

const shortFace: Face = (handoff, charter) => [
  header(heading(handoff)),
  ...warningBlocks(handoff, charter),
  section(clipped(escaped(handoff.work.packet.summary), 1_500)),
  section(`_${tooLongWords(handoff)}_`),
];

function tooLongWords(handoff: Handoff): string {
  if (isApprovable(handoff))
    return 'This is too long for a card. “Review in full” shows all of it; Approve stands at its end.';
  return 'This is too long for a card. “Read in full” shows all of it.';
}
