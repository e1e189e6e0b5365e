import type { Handoff } from '../../../domain/handoff.js';
import { stateWords } from '../../../domain/refusal.js';
import { storyLine } from '../../../domain/story.js';
import type { RecordedEvent } from '../../../ports/store.js';
import { callbackIds } from '../action-ids.js';
import { clipped, escaped } from '../text/foreign.js';
import { age, date, ownerWords, title } from '../text/words.js';
import { type Block, context, divider, header, section } from './kit.js';
import { slackVoice } from './messages.js';
import { type ModalOrigin, type ModalView, modal } from './modal.js';

/** One line: what it is, where it stands, who has it, for how long. */
export const listLine = (handoff: Handoff, now: Date): string => {
  const late =
    handoff.dueAt && handoff.dueAt <= now ? ` · *late since ${date(handoff.dueAt)}*` : dueIn(handoff);
  const why =
    handoff.state === 'exception' ? ` · ${clipped(escaped(handoff.exception?.detail ?? ''), 140)}` : '';
  return `*${title(handoff.taskType)}*${handoff.account ? ` · ${clipped(escaped(handoff.account), 80)}` : ''} \`${handoff.id}\`\n${clipped(escaped(handoff.packet.summary), 160)}\n${stateWords[handoff.state]} for ${age(handoff.openedAt, now)} · ${ownerWords(handoff.exception?.owner ?? handoff.owner)}${late}${why}`;
};

const dueIn = ({ dueAt }: Handoff): string => (dueAt ? ` · due ${date(dueAt)}` : '');

/** The aging view: what waits, where and why; the oldest first. */
export const statusBlocks = (handoffs: readonly Handoff[], now: Date): Block[] => {
  if (handoffs.length === 0) return [section('Nothing is waiting. Everything that came in is settled.')];
  const oldestFirst = [...handoffs].sort((one, other) => one.openedAt.getTime() - other.openedAt.getTime());
  const { shown, left } = fitting(
    oldestFirst.map((handoff) => section(listLine(handoff, now))),
    mostInAnswer,
  );
  return [
    section(
      `*${handoffs.length} ${handoffs.length === 1 ? 'handoff is' : 'handoffs are'} open*, the oldest first:`,
    ),
    ...shown,
    ...(left > 0
      ? [context(`…and ${left} more. \`/handoff status mine\` or the name of a kind of work shows fewer.`)]
      : []),
  ];
};

export const showBlocks = (handoff: Handoff, events: readonly RecordedEvent[], now: Date): Block[] => [
  section(listLine(handoff, now)),
  divider,
  ...historyBlocks(events, mostInAnswer),
];

/** An answer is a message, so it keeps a message's limits; a window takes more. */
const mostInAnswer: Room = { blocks: 40, characters: 9_500 };
const mostInWindow: Room = { blocks: 90, characters: 120_000 };

interface Room {
  readonly blocks: number;
  readonly characters: number;
}

/** The first blocks that have room, and how many have none. */
const fitting = (blocks: readonly Block[], room: Room) => {
  let size = 0;
  const end = blocks.slice(0, room.blocks).findIndex((block) => {
    size += JSON.stringify(block).length;
    return size > room.characters;
  });
  const shown = blocks.slice(0, end === -1 ? room.blocks : end);
  return { shown, left: blocks.length - shown.length };
};

/** The story of a handoff, newest last; of very long ones the end. */
const historyBlocks = (events: readonly RecordedEvent[], room: Room): Block[] => {
  const lines = events
    .filter(({ event }) => event.type !== 'checked')
    .map((event) => context(`${date(event.at)}  ${clipped(storyLine(event, slackVoice), 1_500)}`));
  const { shown, left } = fitting(lines.toReversed(), room);
  return [...(left > 0 ? [context(`…and ${left} more before these.`)] : []), ...shown.toReversed()];
};

export const historyModal = (origin: ModalOrigin, events: readonly RecordedEvent[]): ModalView =>
  modal(origin, {
    callbackId: callbackIds.history,
    title: 'History',
    blocks: historyBlocks(events, mostInWindow),
  });

export interface HomeContent {
  readonly mine: readonly Handoff[];
  readonly exceptions: readonly Handoff[];
  readonly now: Date;
}

const mostOnHome = 40;

export const homeBlocks = ({ mine, exceptions, now }: HomeContent): Block[] => {
  const byUrgency = [...mine].sort(
    (one, other) => (one.dueAt?.getTime() ?? 0) - (other.dueAt?.getTime() ?? 0),
  );
  return [
    header('Waiting for you'),
    ...(byUrgency.length
      ? byUrgency.slice(0, mostOnHome).map((handoff) => section(listLine(handoff, now)))
      : [section('Nothing waits for you. New work appears here and in your messages.')]),
    ...(exceptions.length
      ? [
          divider,
          header('Needs help'),
          ...exceptions.slice(0, mostOnHome).map((handoff) => section(listLine(handoff, now))),
        ]
      : []),
  ];
};

export const helpBlocks = (): Block[] => [
  section(
    [
      '*What you can ask*',
      '`/handoff status` – what is open, the oldest first',
      '`/handoff status mine` – only what waits for you',
      '`/handoff status refund` – only one kind of work',
      '`/handoff show h_…` – one handoff with its history',
      '`/handoff delegate` – let somebody decide for you while you are away; `/handoff delegate off` ends it',
      '`/handoff doctor` – whether channels, groups, people and tools are as they should be',
      '`/handoff pause tool crm.update_deal` – carry out nothing with it until `/handoff resume tool crm.update_deal`; also `type refund` and `all`',
      '`/handoff help` – this list',
    ].join('\n'),
  ),
];
