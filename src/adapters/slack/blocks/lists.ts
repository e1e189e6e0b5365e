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
  return `*${title(handoff.taskType)}*${handoff.account ? ` · ${escaped(handoff.account)}` : ''} \`${handoff.id}\`\n${clipped(escaped(handoff.packet.summary), 160)}\n${stateWords[handoff.state]} for ${age(handoff.openedAt, now)} · ${ownerWords(handoff.exception?.owner ?? handoff.owner)}${late}${why}`;
};

const dueIn = ({ dueAt }: Handoff): string => (dueAt ? ` · due ${date(dueAt)}` : '');

const perPage = 20;

/** The aging view: what waits, where and why; the oldest first. */
export const statusBlocks = (handoffs: readonly Handoff[], now: Date): Block[] => {
  if (handoffs.length === 0) return [section('Nothing is waiting. Everything that came in is settled.')];
  const oldestFirst = [...handoffs].sort((one, other) => one.openedAt.getTime() - other.openedAt.getTime());
  const shown = oldestFirst.slice(0, perPage);
  const rest = handoffs.length - shown.length;
  return [
    section(
      `*${handoffs.length} ${handoffs.length === 1 ? 'handoff is' : 'handoffs are'} open*, the oldest first:`,
    ),
    ...shown.map((handoff) => section(listLine(handoff, now))),
    ...(rest > 0 ? [context(`And ${rest} more.`)] : []),
  ];
};

export const showBlocks = (handoff: Handoff, events: readonly RecordedEvent[], now: Date): Block[] => [
  section(listLine(handoff, now)),
  divider,
  ...historyBlocks(events),
];

/** The story of a handoff, newest last; very long ones show their end. */
export const historyBlocks = (events: readonly RecordedEvent[]): Block[] =>
  events
    .filter(({ event }) => event.type !== 'checked')
    .slice(-40)
    .map((event) => context(`${date(event.at)}  ${clipped(storyLine(event, slackVoice), 1_500)}`));

export const historyModal = (origin: ModalOrigin, events: readonly RecordedEvent[]): ModalView =>
  modal(origin, { callbackId: callbackIds.history, title: 'History', blocks: historyBlocks(events) });

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
      '`/handoff help` – this list',
    ].join('\n'),
  ),
];
