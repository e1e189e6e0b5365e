/**
 * What the clock does to an open handoff. In review the ladder is climbed or the handoff expires; everywhere
 * else somebody is reminded, or the bot's own work is begun again. Each look sets the next one.
 */
import type { Wake } from '../command.js';
import type { Context } from '../context.js';
import { membersOf } from '../directory.js';
import type { Effect, TellWhy } from '../effect.js';
import type { Handoff, Owner } from '../handoff/handoff.js';
import { clockOf, dueAt, dueStep, nextCheck } from '../ladder/ladder.js';
import type { LadderStep } from '../ladder/ladder-plan.js';
import type { Reached } from '../ladder/recipients.js';
import type { Nudged } from '../log/event.js';
import { quietUntil } from '../people/quiet-hours.js';
import { refusal } from '../refusal.js';
import { denied, type Granted, granted, type Ruling } from '../verdict.js';
import { raise, tellOwner } from './exceptions/raise-exception.js';
import { checkOnceBack } from './hand-back.js';
import { applies, pagesOf, rungTargetOf } from './rungs.js';
import {
  after,
  alertAgainMs,
  mostBlockedReminders,
  prepareAgainMs,
  remindBlockedMs,
  watchRunMs,
} from './waits.js';

export function wake(handoff: Handoff, _command: Wake, context: Context): Ruling {
  const { now } = context;
  if (!handoff.clock.nextCheckAt || handoff.clock.nextCheckAt > now)
    return denied(refusal('not_now', handoff.state));
  if (
    handoff.clock.expiresAt &&
    handoff.clock.expiresAt <= now &&
    (handoff.state === 'review' || handoff.state === 'blocked')
  )
    return granted([{ type: 'expired', data: {}, content: null }], [{ type: 'show-card' }]);
  return wakers[handoff.state](handoff, context);
}

type Waker = (handoff: Handoff, context: Context) => Ruling;

const wakeReview: Waker = (handoff, context) => {
  const { now } = context;
  if (handoff.policy.level === 4) return alert(handoff, context);
  const due = dueStep(handoff, context, (rung) => applies(rung, handoff, context));
  if (!due) return remind(handoff, { who: handoff.owner, why: 'nudge', afterMs: null }, context);
  const { step, nextRung } = due;
  const next = { nextRung, nextCheckAt: nextCheck(clockOf(handoff, nextRung, context), now) };
  if (!step) return granted([{ type: 'checked', data: next, content: null }], []);
  const target = rungTargetOf(step.rung, handoff, context);
  const quiet = step.rung.do === 'nudge' ? quietUntil(target.owner, context) : null;
  // The step stays due: whatever is the latest then is what happens, and expiry does not wait.
  if (quiet) return beginAgain(null, soonest(quiet, next.nextCheckAt).getTime() - now.getTime(), now);
  const paging = pagesOf(step.rung, target.owner, context.charter);
  const reached: Reached = {
    ...(paging.length > 0 ? { isPaged: true } : {}),
    ...(target.passedOver.length > 0 ? { passedOver: target.passedOver } : {}),
  };
  const ruling =
    step.rung.do === 'escalate' && target.owner.role !== handoff.owner.role
      ? escalated(handoff, target.owner, { ...next, ...reached })
      : nudged(handoff, step, {
          who: target.owner,
          rung: step.index,
          ...next,
          ...reached,
          ...(target.channel ? { channel: target.channel } : {}),
        });
  return granted(ruling.events, [...ruling.effects, ...paging]);
};

/** The top rung speaks again, outside Slack as well where it says so, until somebody acknowledges. */
function alert(handoff: Handoff, context: Context): Ruling {
  const again = remind(handoff, { who: handoff.owner, why: 'alert', afterMs: alertAgainMs }, context);
  const top = handoff.policy.ladder.at(-1);
  return granted(again.events, [...again.effects, ...pagesOf(top, handoff.owner, context.charter)]);
}

interface Next {
  readonly nextRung: number;
  readonly nextCheckAt: Date;
}

function nudged(handoff: Handoff, { rung }: LadderStep, data: Nudged['data']): Granted {
  return granted(
    [{ type: 'nudged', data, content: null }],
    [
      ...(rung.inThread ? [{ type: 'add-note', event: handoff.version + 1 } as const] : []),
      data.channel
        ? { type: 'tell-channel', channel: data.channel, event: handoff.version + 1 }
        : { type: 'tell-owner', why: 'nudge', owner: data.who },
    ],
  );
}

function escalated(handoff: Handoff, to: Owner, next: Next & Reached): Granted {
  return granted(
    [
      {
        type: 'escalated',
        data: { from: handoff.owner, to, option: 'clock', dueAt: handoff.clock.dueAt, ...next },
        content: { note: null },
      },
    ],
    [
      { type: 'show-card' },
      { type: 'add-note', event: handoff.version + 1 },
      { type: 'tell-owner', why: 'escalated', owner: to },
    ],
  );
}

/** What is over has nothing to be woken for. */
const sleep: Waker = ({ state }) => denied(refusal('not_now', state));

const wakers: Readonly<Record<Handoff['state'], Waker>> = {
  intake: (_handoff, { now }) => beginAgain({ type: 'prepare' }, prepareAgainMs, now),
  executing: (_handoff, { now }) => beginAgain({ type: 'run-step' }, watchRunMs, now),
  review: wakeReview,
  blocked: (handoff, context) =>
    handoff.clock.reminders >= mostBlockedReminders
      ? givenUpOn(handoff, context)
      : remind(
          handoff,
          {
            who: { ...handoff.owner, person: handoff.origin.requester ?? handoff.owner.person },
            why: 'information_needed',
            afterMs: remindBlockedMs,
          },
          context,
        ),
  taken_over: (handoff, context) => {
    if (handoff.clock.reminders > 0) return backToTheQueue(handoff, context);
    const afterMs = dueAt(handoff.policy, context).getTime() - context.now.getTime();
    return remind(handoff, { who: handoff.owner, why: 'nudge', afterMs }, context);
  },
  exception: (handoff, context) => {
    const who = handoff.exception?.owner ?? handoff.owner;
    const afterMs = context.charter.exceptions.remindEveryMs;
    const again = remind(handoff, { who, why: 'exception', afterMs }, context);
    const above = handoff.clock.reminders + 1 >= patientReminders ? managerOf(who, context) : null;
    return granted(again.events, [...again.effects, ...(above ? [above] : [])]);
  },
  done: sleep,
  rejected: sleep,
  cancelled: sleep,
  expired: sleep,
  rolled_back: sleep,
  resolved: sleep,
};

/** Trouble that stays where it is becomes known to whoever manages its owner. */
const patientReminders = 2;
function managerOf({ role }: Owner, { charter, directory }: Context): Effect | null {
  const manager = charter.roles[role]?.manager;
  if (!manager) return null;
  const owner = { role: manager, person: membersOf(directory, manager)[0] ?? null };
  return { type: 'tell-owner', why: 'exception', owner };
}

/** The holder was reminded and stayed silent: everybody who may decide sees it again. */
function backToTheQueue(handoff: Handoff, context: Context): Ruling {
  const owner = { role: handoff.owner.role, person: null };
  return granted(
    [
      {
        type: 'handed_back',
        data: { nextCheckAt: checkOnceBack(handoff, context), owner },
        content: { note: 'Whoever had it has been silent for too long.' },
      },
    ],
    [
      { type: 'show-card' },
      { type: 'add-note', event: handoff.version + 1 },
      { type: 'tell-owner', why: 'nudge', owner },
    ],
  );
}

function givenUpOn(handoff: Handoff, context: Context): Ruling {
  const detail = 'Nobody has given what was asked for, after several reminders.';
  const raised = raise(handoff, { cause: 'blocked_too_long', detail }, context);
  return granted([raised], [{ type: 'show-card' }, { type: 'show-exception' }, tellOwner(raised)]);
}

function beginAgain(effect: Effect | null, afterMs: number, now: Date): Ruling {
  return granted(
    [{ type: 'checked', data: { nextCheckAt: after(now, afterMs) }, content: null }],
    effect ? [effect] : [],
  );
}

const soonest = (one: Date, other: Date): Date => (one < other ? one : other);

interface Reminder {
  readonly who: Owner;
  readonly why: TellWhy;
  /** Null: as the ladder says. */
  readonly afterMs: number | null;
}

function remind(handoff: Handoff, { who, why, afterMs }: Reminder, context: Context): Granted {
  const { nextRung } = handoff.clock;
  const nextCheckAt =
    afterMs === null
      ? nextCheck(clockOf(handoff, nextRung, context), context.now)
      : after(context.now, afterMs);
  return granted(
    [{ type: 'nudged', data: { who, rung: null, nextRung, nextCheckAt }, content: null }],
    [{ type: 'tell-owner', why, owner: who }],
  );
}
