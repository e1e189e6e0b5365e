import type { Charter } from '../../../../domain/charter/charter.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { clipped, escaped } from '../../text/foreign.js';
import type { Rendered } from '../card/card.js';
import { context, section } from '../kit/kit.js';
import { agingLine } from './aging.js';

export interface DigestLine {
  readonly handoff: Handoff;
  /** A link to the card; null when it stands nowhere. */
  readonly link: string | null;
}

const mostLines = 20;

/** Many reminders as one message; the most urgent come first. */
export function digestMessage(
  lines: readonly DigestLine[],
  { charter, now }: { readonly charter: Charter; readonly now: Date },
): Rendered {
  const count = lines.length === 1 ? 'One thing waits' : `${lines.length} things wait`;
  const shown = lines.slice(0, mostLines);
  const left = lines.length - shown.length;
  const first = lines[0]?.handoff.work.packet.summary ?? '';
  return {
    text: clipped(`${count} for you. First: ${escaped(first)}`, 300),
    blocks: [
      section(`*${count} for you*, the most urgent first.`),
      ...shown.map(({ handoff, link }) =>
        section(`${agingLine(handoff, charter, now)}${link ? ` · <${link}|Open the card>` : ''}`),
      ),
      ...(left > 0 ? [context(`…and ${left} more. \`/handoff status mine\` shows all.`)] : []),
    ],
  };
}
