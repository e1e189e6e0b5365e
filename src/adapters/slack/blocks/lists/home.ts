import type { Charter } from '../../../../domain/charter/charter.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { byUrgency } from '../../../../domain/handoff/urgency.js';
import type { Home } from '../../../../ports/queries.js';
import { type Block, context, divider, header, section } from '../kit/kit.js';
import { agingLine } from './aging.js';

export interface HomeContent extends Home {
  readonly charter: Charter;
  readonly now: Date;
}

const mostOfEach = 12;

export function homeBlocks(content: HomeContent): Block[] {
  return [
    header('Waiting for you'),
    ...(content.mine.length
      ? lines(content.mine, content)
      : [section('Nothing waits for you. New work appears here and in your messages.')]),
    ...part('Needs help', content.exceptions, content),
    ...part('Your team, late or nearly so', content.team, content),
    ...part('You wait for others', content.waiting, content),
  ];
}

function part(name: string, handoffs: readonly Handoff[], content: HomeContent): Block[] {
  return handoffs.length ? [divider, header(name), ...lines(handoffs, content)] : [];
}

function lines(handoffs: readonly Handoff[], { charter, now }: HomeContent): Block[] {
  const sorted = [...handoffs].sort(byUrgency);
  const left = sorted.length - mostOfEach;
  return [
    ...sorted.slice(0, mostOfEach).map((handoff) => section(agingLine(handoff, charter, now))),
    ...(left > 0 ? [context(`…and ${left} more. \`/handoff status\` shows all.`)] : []),
  ];
}
