import type { Submission } from '../../../../domain/handoff/handoff.js';
import type { Packet } from '../../../../domain/handoff/packet.js';
import { wordPieces } from '../../text/foreign.js';
import { visible } from '../../text/hidden.js';
import { webAddress } from '../../text/web-address.js';
import {
  type Block,
  line,
  list,
  plainText,
  quotes,
  type RichPart,
  richBlocks,
  shownText,
} from '../kit/kit.js';

/** What the agent would do in the place of whoever decides: its own words, and nothing more. */
export function suggestionBlocks({ recommendedAction }: Submission): Block[] {
  return richBlocks(one('The agent suggests', recommendedAction?.replaceAll('_', ' ') ?? null));
}

/** The context that helps to decide, all of it; empty parts are left out. */
export function packetBlocks(packet: Packet): Block[] {
  const parts = [
    ...one('Goal', packet.goal),
    ...one('What happened', packet.whatHappened),
    ...one('Now', packet.currentState),
    ...several('Decided', packet.decisionsMade),
    ...several('Already done', packet.alreadyDone),
    ...several('Must not change', packet.mustNotChange),
    ...several('Open questions', packet.openQuestions),
    ...one('Next', packet.nextAction?.replaceAll('_', ' ') ?? null),
    ...one('Done when', packet.definitionOfDone),
    ...packet.links.map(linkPart),
  ];
  const by = { agent: '', model: 'Drafted by AI from the text.', template: 'Not drafted by AI.' }[
    packet.draftedBy
  ];
  return richBlocks([...parts, ...(by && parts.length ? [line(plainText(by, { italic: true }))] : [])]);
}

const longestPiece = 2_500;

function one(label: string, text: string | null): RichPart[] {
  if (!text) return [];
  const name = plainText(`${label}: `, { bold: true });
  const shown = wordPieces(visible(text), longestPiece).map((piece) => shownText(piece));
  return shown.length === 1 ? [line(name, ...shown)] : [line(name), ...quotes(shown)];
}

function several(label: string, items: readonly string[]): RichPart[] {
  if (items.length <= 1) return one(label, items[0] ?? null);
  const lists = items.map((item) =>
    list([line(...wordPieces(visible(item), longestPiece).map((piece) => shownText(piece)))]),
  );
  return [line(plainText(`${label}:`, { bold: true })), ...lists];
}

/** The real host is shown in code letters, which no label has, so that no label can hide where a link leads. */
function linkPart({ label, url }: Packet['links'][number]): RichPart {
  const address = webAddress(url);
  if (!address?.isSafe)
    return line(
      plainText(`${label}: ${url} `),
      ...(address?.host ? [plainText('leads to '), plainText(address.host, { code: true })] : []),
      plainText(' (not safe to open from here)', { italic: true }),
    );
  return line(
    { type: 'link', url: address.href, text: visible(label) },
    plainText(' '),
    plainText(address.host, { code: true }),
  );
}
