import type { Charter } from '../../../../domain/charter/charter.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { movesAhead } from '../../../../domain/ladder/preview.js';
import { stateWords } from '../../../../domain/refusal.js';
import type { AgingPage } from '../../../../ports/store.js';
import { actionIds } from '../../action-ids.js';
import { clipped, escaped } from '../../text/foreign.js';
import { age, date, ownerWords, people, title } from '../../text/words.js';
import { type Block, button, section } from '../kit/kit.js';
import { moveWords } from '../messages/nudge-words.js';

export interface AgingView {
  readonly page: AgingPage;
  /** How the same question is asked again for the next page. */
  readonly question: string;
  readonly charter: Charter;
  readonly now: Date;
}

/** What is stuck, where, why, since when, and what happens next; what is due first comes first. */
export function agingBlocks({ page, question, charter, now }: AgingView): Block[] {
  const { handoffs, total, cursor } = page;
  if (total === 0) return [section('Nothing is waiting that you may see.')];
  return [
    section(`*${countWords(total)} open*, what is due first comes first:`),
    ...handoffs.map((handoff) => section(agingLine(handoff, charter, now))),
    ...(cursor ? [{ type: 'actions' as const, elements: [nextPage(question, cursor)] }] : []),
  ];
}

/** Every line stands alone: what it is, where it stands, why it waits, and what happens next. */
export function agingLine(handoff: Handoff, charter: Charter, now: Date): string {
  const { account, taskType } = handoff.origin;
  const { id } = handoff;
  const { packet } = handoff.work;
  const name = `*${title(taskType)}*${account ? ` · ${clipped(escaped(account), 80)}` : ''} \`${id}\``;
  const owner = ownerWords(handoff.exception?.owner ?? handoff.owner);
  const where = `${stateWords[handoff.state]} for ${age(handoff.clock.touchedAt, now)} · ${owner}${due(handoff, now)}`;
  return [name, clipped(escaped(packet.summary), 160), where, why(handoff), next(handoff, charter, now)]
    .filter(Boolean)
    .join('\n');
}

export function countWords(count: number): string {
  if (count > 1_000) return 'More than 1,000 handoffs are';
  return count === 1 ? '1 handoff is' : `${count} handoffs are`;
}

function due({ clock: { dueAt } }: Handoff, now: Date): string {
  if (!dueAt) return '';
  return dueAt <= now ? ` · *late since ${date(dueAt)}*` : ` · due ${date(dueAt)}`;
}

function why({
  state,
  work: { missing, question },
  consent: { votes, moved },
  policy,
  exception,
}: Handoff): string {
  if (exception && state === 'exception') return `Why: ${clipped(escaped(exception.detail), 200)}`;
  if (state === 'blocked')
    return missing.length
      ? `Why: ${escaped(missing.join(', ').replaceAll('_', ' '))} is missing.`
      : `Why: a question is open: ${clipped(escaped(question?.text ?? ''), 160)}`;
  if (state !== 'review') return '';
  if (moved) return 'Why: a record changed after it was approved, so it asks again.';
  if (votes.length)
    return `Why: ${people(votes.map(({ by }) => by))} has approved, ${policy.quorum - votes.length} more is needed.`;
  return '';
}

function next(handoff: Handoff, charter: Charter, now: Date): string {
  if (handoff.state !== 'review') return '';
  const move = movesAhead(charter, handoff, now).find(({ what }) => what !== 'due');
  return move ? `Next: ${date(new Date(move.at))} ${moveWords(move)}.` : '';
}

function nextPage(question: string, cursor: string) {
  return button({ id: actionIds.nextPage, text: 'Next page', value: JSON.stringify({ question, cursor }) });
}
