import type { Charter } from '../../../../domain/charter/charter.js';
import { summaryOfModel } from '../../../../domain/handoff/extracted.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { valueText } from '../../../../domain/handoff/words.js';
import { clipped, escaped } from '../../text/foreign.js';
import { hidesSomething, visible } from '../../text/hidden.js';
import { type MixedWord, mixedWords } from '../../text/mixed-scripts.js';
import { webAddress } from '../../text/web-address.js';
import { type Block, section } from '../kit/kit.js';
import { isApprovable } from './buttons.js';

/** Whatever on the card may be other than it looks; nothing when all is plain. */
export function warningBlocks(handoff: Handoff, charter: Charter): Block[] {
  const texts = textsOf(handoff);
  const hiding = namesWhere(texts, hidesSomething);
  const mixed = mixedIn(texts);
  const posing = handoff.work.packet.links.filter(({ url }) => webAddress(url)?.isSafe !== true);
  const read = handoff.work.readByModel.filter((name) => name !== summaryOfModel);
  const lines = [
    read.length && isApprovable(handoff)
      ? `AI read this out of the text; please compare: ${listed(read.map((name) => name.replaceAll('_', ' ')))}.`
      : '',
    hiding.length ? `Hidden characters were found in: ${listed(hiding)}.` : '',
    mixed.length ? `Letters of different alphabets stand in one word: ${listed(mixed)}.` : '',
    posing.length ? `A link hides where it leads: ${listed(posing.map(({ label }) => label))}.` : '',
    ...unreadLines(handoff, charter),
  ].filter(Boolean);
  return lines.length ? [section(lines.map((line) => `:warning: ${escaped(line)}`).join('\n'))] : [];
}

/** Records of which nobody knows what they hold, and what will come of that. */
function unreadLines(handoff: Handoff, charter: Charter): string[] {
  return !isApprovable(handoff)
    ? []
    : (handoff.work.proposal?.actions ?? []).flatMap(({ tool: name, before }, index) => {
        const tool = charter.tools[name];
        if (!tool?.reads || before !== null) return [];
        const why = handoff.work.unread[index] ?? 'It was not asked for yet.';
        return [
          `What “${tool.describes}” would change could not be read. ${clipped(visible(why), 300)} What stands there now is unknown; if it still cannot be read after an approval, this step is not carried out and the owner of exceptions is told.`,
        ];
      });
}

interface Text {
  readonly name: string;
  readonly text: string;
}

/** Everything from outside that the card shows, by the name that people see. */
function textsOf({ origin: { account, submission }, work: { packet, proposal } }: Handoff): Text[] {
  return [
    { name: 'client', text: account ?? '' },
    { name: 'summary', text: packet.summary },
    ...packetTexts(packet),
    ...packet.links.map(({ label, url }) => ({
      name: 'links',
      text: `${label} ${webAddress(url)?.letters ?? url}`,
    })),
    { name: 'draft', text: proposal?.draft?.text ?? '' },
    ...(proposal?.actions ?? []).flatMap((action) =>
      [action.arguments, action.before ?? {}].flatMap((values) =>
        Object.entries(values)
          .filter(([, value]) => value !== proposal?.draft?.text)
          .map(([name, value]) => ({ name: name.replaceAll('_', ' '), text: valueText(value) })),
      ),
    ),
    { name: 'suggestion', text: submission.recommendedAction ?? '' },
    { name: 'flags', text: submission.flags.join(' ') },
  ];
}

function packetTexts(packet: Handoff['work']['packet']): Text[] {
  return [
    { name: 'goal', text: packet.goal ?? '' },
    { name: 'what happened', text: packet.whatHappened ?? '' },
    { name: 'now', text: packet.currentState ?? '' },
    { name: 'decided', text: packet.decisionsMade.join(' ') },
    { name: 'already done', text: packet.alreadyDone.join(' ') },
    { name: 'must not change', text: packet.mustNotChange.join(' ') },
    { name: 'open questions', text: packet.openQuestions.join(' ') },
    { name: 'next', text: packet.nextAction ?? '' },
    { name: 'done when', text: packet.definitionOfDone ?? '' },
  ];
}

function namesWhere(texts: readonly Text[], is: (text: string) => boolean): string[] {
  return [...new Set(texts.filter(({ text }) => is(text)).map(({ name }) => name))];
}

/** Each word once, with every place where it stands. */
function mixedIn(texts: readonly Text[]): string[] {
  const places = new Map<string, MixedWord & { readonly names: Set<string> }>();
  for (const { name, text } of texts)
    for (const found of mixedWords(text)) {
      const place = places.get(found.word) ?? { ...found, names: new Set<string>() };
      place.names.add(name);
      places.set(found.word, place);
    }
  return [...places.values()].map(
    ({ word, scripts, names }) =>
      `“${clipped(word, 60)}” in ${[...names].join(', ')} (${scripts.join(' and ')})`,
  );
}

const mostListed = 6;
function listed(items: readonly string[]): string {
  const all = [...new Set(items.map((item) => clipped(item, 160)))];
  const rest = all.length - mostListed;
  return all.slice(0, mostListed).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
