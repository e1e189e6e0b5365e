import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { clipped, escaped } from '../../text/foreign.js';
import { date, ownerWords } from '../../text/words.js';
import { section } from '../kit/kit.js';
import { notification, type Rendered } from './card.js';
import { heading } from './card-body.js';

/** Tells a channel that somebody's work waits; what it is about stands on the card, for those who may see it. */
export function notice(handoff: Handoff, link: string | null): Rendered {
  const where = link ? ` <${link}|Open the card>` : '';
  const waits = `This waits for ${ownerWords(handoff.owner)} since ${date(handoff.origin.openedAt)}.${where}`;
  return {
    text: clipped(`This waits: ${notification(handoff)}`, 300),
    blocks: [section(`*${clipped(escaped(heading(handoff)), 300)}*\n${waits}`)],
  };
}

/** What is left of a message that is none of its reader's business any more. */
export const withdrawn: Rendered = {
  text: 'There is nothing here any more that you may see.',
  blocks: [section('There is nothing here any more that you may see.')],
};

/** What is left of a message whose buttons no longer count. */
export function retired(handoff: Handoff, link: string | null): Rendered {
  const where = link ? `<${link}|Open the newest one>` : 'Please use the newest one.';
  return {
    text: clipped(`This message is out of date: ${notification(handoff)}`, 300),
    blocks: [
      section(
        `*${clipped(escaped(heading(handoff)), 300)}*\nThis message is out of date, and its buttons no longer count. ${where}`,
      ),
    ],
  };
}
