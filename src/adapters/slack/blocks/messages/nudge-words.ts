import type { Charter } from '../../../../domain/charter/charter.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { roleWords } from '../../../../domain/handoff/words.js';
import { type Move, movesAhead } from '../../../../domain/ladder/preview.js';
import { clipped, escaped } from '../../text/foreign.js';
import { age, date, people } from '../../text/words.js';

/** Why it waits, for how long, for whom it matters, and what happens next: one short line each. */
export function nudgeWords(handoff: Handoff, charter: Charter, now: Date): string {
  return [
    `${waitingFor(handoff)} ${touched(handoff, now)}`,
    ...tier(handoff),
    next(movesAhead(charter, handoff, now)),
  ]
    .filter(Boolean)
    .join('\n');
}

function waitingFor({ state, consent: { votes }, policy, clock: { dueAt } }: Handoff): string {
  const due = dueAt ? `, due ${date(dueAt)}` : '';
  if (state === 'taken_over') return `You have this in your hands${due}.`;
  if (!votes.length) return `This is still waiting for a decision${due}.`;
  const left = policy.quorum - votes.length;
  const who = escaped(roleWords(policy.approverRoles));
  return `${people(votes.map(({ by }) => by))} has approved; ${left} more from ${who} is needed${due}.`;
}

function touched({ clock: { touchedAt, reminders } }: Handoff, now: Date): string {
  return `Nobody has touched it for ${age(touchedAt, now)}${reminders > 1 ? `, and this is reminder ${reminders}` : ''}.`;
}

const tierFields = ['account_tier', 'tier'];
function tier({ origin: { account }, work: { fields } }: Handoff): string[] {
  const found = tierFields.map((name) => fields[name]).find((value) => typeof value === 'string');
  if (!account || typeof found !== 'string') return [];
  return [`${clipped(escaped(account), 80)} is a customer of the tier “${clipped(escaped(found), 40)}”.`];
}

function next(moves: readonly Move[]): string {
  const move = moves.find(({ what }) => what !== 'due');
  if (!move) return '';
  return `If nobody moves: ${date(new Date(move.at))} ${moveWords(move)}.`;
}

/** `it goes to head of support`. */
export function moveWords({ what, whom }: Move): string {
  const who = whom ? escaped(roleWords([whom])) : 'the owner';
  switch (what) {
    case 'escalate':
      return `it goes to ${who}`;
    case 'due':
      return 'it is due';
    case 'expires':
      return 'it expires, and nothing is done';
    case 'page':
      return `${who} is paged outside Slack`;
    case 'notify':
      return `${who} is told`;
    case 'nudge':
      return `${who} is reminded`;
  }
}
