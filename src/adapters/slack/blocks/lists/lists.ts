import type { Charter } from '../../../../domain/charter/charter.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { type Move, movesAhead } from '../../../../domain/ladder/preview.js';
import { storyLine } from '../../../../domain/log/story.js';
import type { RecordedEvent } from '../../../../ports/store.js';
import { callbackIds } from '../../action-ids.js';
import { clipped } from '../../text/foreign.js';
import { date } from '../../text/words.js';
import { type Block, context, divider, section } from '../kit/kit.js';
import { type ModalOrigin, type ModalView, modal } from '../kit/modal.js';
import { slackVoice } from '../messages/messages.js';
import { moveWords } from '../messages/nudge-words.js';
import { agingLine } from './aging.js';

export function showBlocks(
  handoff: Handoff,
  events: readonly RecordedEvent[],
  { charter, now }: { readonly charter: Charter; readonly now: Date },
): Block[] {
  return [section(agingLine(handoff, charter, now)), divider, ...historyBlocks(events, mostInAnswer)];
}

/** An answer is a message, so it keeps a message's limits; a window takes more. */
const mostInAnswer: Room = { blocks: 40, characters: 9_500 };
const mostInWindow: Room = { blocks: 90, characters: 120_000 };

interface Room {
  readonly blocks: number;
  readonly characters: number;
}

/** The story of a handoff, newest last; of very long ones the end. */
function historyBlocks(events: readonly RecordedEvent[], room: Room): Block[] {
  const lines = events
    .filter(({ event }) => event.type !== 'checked')
    .map((event) => context(`${date(event.at)}  ${clipped(storyLine(event, slackVoice), 1_500)}`));
  const { shown, left } = fitting(lines.toReversed(), room);
  return [...(left > 0 ? [context(`…and ${left} more before these.`)] : []), ...shown.toReversed()];
}

/** The first blocks that have room, and how many have none. */
function fitting(blocks: readonly Block[], room: Room) {
  let size = 0;
  const end = blocks.slice(0, room.blocks).findIndex((block) => {
    size += JSON.stringify(block).length;
    return size > room.characters;
  });
  const shown = blocks.slice(0, end === -1 ? room.blocks : end);
  return { shown, left: blocks.length - shown.length };
}

/** What happened, and what happens if nobody moves. */
export function historyModal(
  origin: ModalOrigin,
  events: readonly RecordedEvent[],
  { charter, now }: { readonly charter: Charter; readonly now: Date },
): ModalView {
  return modal(origin, {
    callbackId: callbackIds.history,
    title: 'History',
    blocks: [
      ...aheadBlocks(movesAhead(charter, origin.handoff, now)),
      ...historyBlocks(events, mostInWindow),
    ],
  });
}

function aheadBlocks(moves: readonly Move[]): Block[] {
  return moves.length
    ? [
        section(
          `*If nobody moves*\n${moves
            .slice(0, 8)
            .map((move) => `${date(new Date(move.at))}: ${moveWords(move)}`)
            .join('\n')}`,
        ),
        divider,
      ]
    : [];
}

export function helpBlocks(): Block[] {
  return [
    section(
      [
        '*What you can ask*',
        '`/handoff status` – what is open; what is due first comes first',
        '`/handoff status mine`, `team`, `exceptions`, a kind of work, or a person – only a part of it',
        '`/handoff show h_…` – one handoff with its history',
        '`/handoff rollback h_…` – undo what was carried out',
        '`/handoff delegate` – let somebody decide for you while you are away; `/handoff delegate off` ends it',
        '`/handoff doctor` – whether channels, groups, people and tools are as they should be',
        '`/handoff pause tool crm.update_deal` – carry out nothing with it until `/handoff resume tool crm.update_deal`; also `type refund` and `all`',
        '`/handoff help` – this list',
      ].join('\n'),
    ),
  ];
}
