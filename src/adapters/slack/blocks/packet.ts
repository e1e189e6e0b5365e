import type { Packet } from '../../../domain/packet.js';
import { clipped, escaped } from '../text/foreign.js';
import { webAddress } from '../text/web-address.js';
import { type Block, section } from './kit.js';

/** The context that helps to decide, as compact as it gets; empty parts are left out. */
export const packetBlocks = (packet: Packet): Block[] => {
  const lines = [
    one('Goal', packet.goal),
    one('What happened', packet.whatHappened),
    one('Now', packet.currentState),
    several('Decided', packet.decisionsMade),
    several('Already done', packet.alreadyDone),
    several('Must not change', packet.mustNotChange),
    several('Open questions', packet.openQuestions),
    one('Next', packet.nextAction?.replaceAll('_', ' ') ?? null),
    one('Done when', packet.definitionOfDone),
    ...packet.links.map(link),
  ].filter((line) => line !== '');
  const drafted = packet.draftedBy === 'template' && lines.length ? '_Not drafted by AI._' : '';
  const all = [...lines, drafted].filter(Boolean).join('\n');
  return all ? [section(clipped(all, 2_900))] : [];
};

const one = (label: string, text: string | null): string =>
  text ? `*${label}:* ${clipped(escaped(text), 700)}` : '';
const several = (label: string, items: readonly string[]): string => one(label, items.join('; ') || null);

/** The real host is shown, so that a label cannot hide where a link leads. */
const link = ({ label, url }: Packet['links'][number]): string => {
  const address = webAddress(url);
  const words = clipped(escaped(label).replaceAll('|', '/'), 120);
  if (!address?.isSafe)
    return `${words}: ${escaped(url)} _(${address ? `leads to ${escaped(address.host)}, ` : ''}not safe to open from here)_`;
  const safe = address.href.replace(/[<>|\s]/g, (character) => encodeURIComponent(character));
  return `<${safe.replaceAll('&', '&amp;')}|${words}> _(${escaped(address.host)})_`;
};
