import type { Charter } from '../../../../domain/charter/charter.js';
import type { TellWhy } from '../../../../domain/effect.js';
import type { Handoff, Owner } from '../../../../domain/handoff/handoff.js';
import { roleWords } from '../../../../domain/handoff/words.js';
import type { Happened } from '../../../../domain/log/event.js';
import { storyLine, type Voice } from '../../../../domain/log/story.js';
import { actionIds } from '../../action-ids.js';
import { clipped, escaped } from '../../text/foreign.js';
import { date, mention, ownerWords, people } from '../../text/words.js';
import { seenOf } from '../card/buttons.js';
import { card, fits, notification, type Rendered } from '../card/card.js';
import { heading } from '../card/card-body.js';
import { standing } from '../card/status-line.js';
import { type Block, button, context, header, section } from '../kit/kit.js';
import { nudgeWords } from './nudge-words.js';

/** People of ours become mentions; whatever anybody typed stays text, even when it looks like a mention. */
export const slackVoice: Voice = { person: mention, text: escaped };

/** A line in the thread. */
export const noteText = (happened: Happened): string => clipped(storyLine(happened, slackVoice), 2_900);

/** The message in the exceptions channel. */
export function exceptionMessage(handoff: Handoff, charter: Charter): Rendered {
  const { exception } = handoff;
  const isOpen = handoff.state === 'exception' && exception !== null;
  const blocks: Block[] = [
    header(`Needs help: ${heading(handoff)}`),
    section(clipped(escaped(handoff.work.packet.summary), 1_500)),
    section(isOpen ? clipped(escaped(exception.detail), 2_900) : standing(handoff, charter)),
    context(
      isOpen
        ? `With ${ownerWords(exception.owner)} since ${date(exception.since)}`
        : 'This needs nothing more from you here.',
    ),
    ...(isOpen ? [exceptionButtons(handoff)] : []),
  ];
  return { text: clipped(`Needs help: ${notification(handoff)}`, 300), blocks };
}

function exceptionButtons(handoff: Handoff): Block {
  const value = seenOf(handoff);
  const hasDone =
    handoff.execution.run?.kind === 'write' &&
    handoff.execution.run.steps.some(({ status }) => status === 'done');
  return {
    type: 'actions',
    block_id: 'mend',
    elements: [
      ...(handoff.exception?.cause === 'undo_conflict'
        ? [
            button({ id: actionIds.restoreAnyway, text: 'Restore anyway', value, style: 'danger' }),
            button({ id: actionIds.resolve, text: 'Leave it', value }),
          ]
        : [
            button({ id: actionIds.retry, text: 'Try again', value, style: 'primary' }),
            button({ id: actionIds.resolve, text: 'Settle by hand', value }),
          ]),
      ...(hasDone
        ? [button({ id: actionIds.rollBack, text: 'Undo what was done', value, style: 'danger' as const })]
        : []),
    ],
  };
}

export interface Private {
  readonly handoff: Handoff;
  readonly why: TellWhy;
  readonly owner: Owner;
  /** A link to the card; null when it stands nowhere. */
  readonly link: string | null;
  readonly charter: Charter;
  readonly now: Date;
}

/** A private message says why it comes, how long there is, and where to act. */
export function privateMessage(message: Private): Rendered {
  const { handoff } = message;
  const lead = leads[message.why](message);
  const whole = showsTheCard.includes(message.why) ? withCard(lead, message) : null;
  if (whole) return whole;
  const blocks: Block[] = [
    section(`*${clipped(escaped(heading(handoff)), 300)}*\n${lead}`),
    section(clipped(escaped(handoff.work.packet.summary), 1_000)),
    ...privateButtons(message),
  ];
  return { text: clipped(`${lead} ${notification(handoff)}`, 300), blocks };
}

/** Whoever has to decide can do it from the message, with everything that the card shows. */
const showsTheCard: readonly TellWhy[] = ['assigned', 'nudge', 'alert', 'escalated', 'asked_again'];

function withCard(lead: string, { handoff, charter, link }: Private): Rendered | null {
  const { text, blocks } = card(handoff, charter);
  const all = [section(link ? `${lead}\n<${link}|Open it in its channel>` : lead), ...blocks];
  return fits(all) ? { text: clipped(`${lead} ${text}`, 300), blocks: all } : null;
}

/** Whoever can answer does it from here; everybody else finds the card. */
function privateButtons({ handoff, why, link }: Private): Block[] {
  const answer =
    why === 'information_needed' && handoff.state === 'blocked'
      ? [
          button({
            id: actionIds.answer,
            text: 'Give information',
            value: seenOf(handoff),
            style: 'primary' as const,
          }),
        ]
      : [];
  const open = link
    ? [
        {
          type: 'button' as const,
          action_id: actionIds.openCard,
          text: { type: 'plain_text' as const, text: 'Open the card' },
          url: link,
        },
      ]
    : [];
  const elements = [...answer, ...open];
  return elements.length ? [{ type: 'actions', elements }] : [];
}

function peopleOf({ quorum, approverRoles }: Handoff['policy']): string {
  return `${quorum === 1 ? 'one person' : `${quorum} people`} of ${escaped(roleWords(approverRoles))}`;
}

const dueWords = ({ clock: { dueAt } }: Handoff): string => (dueAt ? ` It is due ${date(dueAt)}.` : '');

const leads: Readonly<Record<TellWhy, (message: Private) => string>> = {
  assigned: ({ handoff }) =>
    handoff.policy.level === 4
      ? 'This needs you now. Nothing has been done yet.'
      : `This is yours to look after.${dueWords(handoff)}`,
  nudge: ({ handoff, charter, now }) => nudgeWords(handoff, charter, now),
  alert: () => 'This still needs you now: nobody has acknowledged it yet. Nothing has been done.',
  escalated: ({ handoff }) =>
    `This came to you because it needs somebody else to decide.${dueWords(handoff)}`,
  information_needed: ({ handoff }) =>
    handoff.work.missing.length
      ? `This cannot go on: ${escaped(handoff.work.missing.join(', '))} is missing.`
      : `Somebody has a question about this: ${clipped(escaped(handoff.work.question?.text ?? ''), 1_000)}`,
  overridden: ({ handoff }) =>
    `${people(handoff.consent.decision?.by ?? [])} approved this alone, in an emergency: ${escaped(handoff.consent.decision?.override ?? '')}`,
  nobody_may_approve: ({ handoff }) =>
    handoff.policy.approverRoles.length
      ? `Nobody can approve this as it stands: it takes ${peopleOf(handoff.policy)} who did not ask for it, did not change it and do not answer for its agent, and I see too few. You can take it over, reject it or escalate it.`
      : 'The charter names nobody who may approve this. You can take it over, reject it or escalate it.',
  asked_again: ({ handoff }) =>
    handoff.consent.moved
      ? `A record has changed since this was approved, so nothing was done: ${clipped(escaped(handoff.consent.moved), 1_000)}. Please decide again.`
      : 'The approval was too old by the time this was tried again, so nothing was done. Please decide again.',
  unreached: () =>
    'The page that should have reached somebody outside Slack about this did not get through. Please tell them yourself, and have the pager looked at.',
  exception: ({ handoff }) =>
    `Something went wrong and needs you. ${clipped(escaped(handoff.exception?.detail ?? ''), 2_000)}`,
};
