/**
 * What the clock does to an open handoff. In review the ladder is climbed or the handoff expires; everywhere
 * else somebody is reminded, or the bot's own work is begun again. Each look sets the next one.
 */
import type { Rung } from '../charter.js';
import type { Context, Wake } from '../command.js';
import { membersOf } from '../directory.js';
import type { Effect, TellWhy } from '../effect.js';
import type { HandoffEvent } from '../event.js';
import type { Handoff, Owner } from '../handoff.js';
import { clockOf, dueRung, nextCheck } from '../ladder.js';
import { refusal } from '../refusal.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { after, prepareAgainMs, remindBlockedMs, remindExceptionMs, watchRunMs } from './waits.js';

export const wake = (handoff: Handoff, _command: Wake, context: Context): Ruling => {
  const { now } = context;
  if (!handoff.nextCheckAt || handoff.nextCheckAt > now) return denied(refusal('not_now', handoff.state));
  if (
    handoff.expiresAt &&
    handoff.expiresAt <= now &&
    (handoff.state === 'review' || handoff.state === 'blocked')
  )
    return granted([{ type: 'expired', data: {}, content: null }], [{ type: 'show-card' }]);
  return wakers[handoff.state]?.(handoff, context) ?? denied(refusal('not_now', handoff.state));
};

type Waker = (handoff: Handoff, context: Context) => Ruling;

const wakeReview: Waker = (handoff, context) => {
  const { now } = context;
  const due = dueRung(handoff, now);
  if (!due) return remind(handoff, { who: handoff.owner, why: 'nudge', afterMs: null }, now);
  const nextRung = due.index + 1;
  const nextCheckAt = nextCheck(clockOf(handoff, nextRung, now), now);
  const target = targetOf(due.rung, handoff, context);
  if (due.rung.do === 'nudge' || target.role === handoff.owner.role) {
    const nudged: HandoffEvent = {
      type: 'nudged',
      data: { who: target, rung: due.index, nextRung, nextCheckAt },
      content: null,
    };
    return granted([nudged], [{ type: 'tell-owner', why: 'nudge', owner: target }]);
  }
  const escalated: HandoffEvent = {
    type: 'escalated',
    data: { from: handoff.owner, to: target, option: 'clock', dueAt: handoff.dueAt, nextRung, nextCheckAt },
    content: { note: null },
  };
  return granted(
    [escalated],
    [
      { type: 'show-card' },
      { type: 'add-note', event: handoff.version + 1 },
      { type: 'tell-owner', why: 'escalated', owner: target },
    ],
  );
};

const wakers: Partial<Record<Handoff['state'], Waker>> = {
  intake: (_handoff, { now }) => beginAgain({ type: 'prepare' }, prepareAgainMs, now),
  executing: (_handoff, { now }) => beginAgain({ type: 'run-step' }, watchRunMs, now),
  review: wakeReview,
  blocked: (handoff, { now }) =>
    remind(
      handoff,
      {
        who: { ...handoff.owner, person: handoff.requester ?? handoff.owner.person },
        why: 'information_needed',
        afterMs: remindBlockedMs,
      },
      now,
    ),
  taken_over: (handoff, { now }) =>
    remind(handoff, { who: handoff.owner, why: 'nudge', afterMs: handoff.policy.decideWithinMs }, now),
  exception: (handoff, { now }) =>
    remind(
      handoff,
      { who: handoff.exception?.owner ?? handoff.owner, why: 'exception', afterMs: remindExceptionMs },
      now,
    ),
};

const beginAgain = (effect: Effect, afterMs: number, now: Date): Ruling =>
  granted([{ type: 'checked', data: { nextCheckAt: after(now, afterMs) }, content: null }], [effect]);

interface Reminder {
  readonly who: Owner;
  readonly why: TellWhy;
  /** Null: as the ladder says. */
  readonly afterMs: number | null;
}

const remind = (handoff: Handoff, { who, why, afterMs }: Reminder, now: Date): Ruling => {
  const { nextRung } = handoff;
  const nextCheckAt =
    afterMs === null ? nextCheck(clockOf(handoff, nextRung, now), now) : after(now, afterMs);
  return granted(
    [{ type: 'nudged', data: { who, rung: null, nextRung, nextCheckAt }, content: null }],
    [{ type: 'tell-owner', why, owner: who }],
  );
};

/** An absent manager leaves the rung with the owner: somebody is told in any case. */
const targetOf = (rung: Rung, handoff: Handoff, { charter, directory }: Context): Owner => {
  if (rung.who === 'owner') return handoff.owner;
  const role = rung.who === 'owner.manager' ? charter.roles[handoff.owner.role]?.manager : rung.who;
  if (!role || role === handoff.owner.role) return handoff.owner;
  return { role, person: membersOf(directory, role)[0] ?? null };
};
