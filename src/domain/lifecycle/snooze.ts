/**
 * Whoever knows that it waits for a good reason asks not to be reminded for a while. The time to decide goes on, so
 * nobody can be silent beyond it.
 */
import type { Snooze } from '../command.js';
import type { Context } from '../context.js';
import type { Handoff } from '../handoff/handoff.js';
import { type Refusal, refusal } from '../refusal.js';
import { denied, granted, type Ruling } from '../verdict.js';
import { byInvolved } from './permission.js';

export function snooze(handoff: Handoff, { until }: Snooze, context: Context): Ruling {
  const refused = byInvolved(handoff, 'snooze', context) ?? outOfBounds(handoff, until, context);
  if (refused) return denied(refused);
  return granted([{ type: 'snoozed', data: { until, nextCheckAt: until }, content: null }], []);
}

function outOfBounds(handoff: Handoff, until: Date, { now }: Context): Refusal | null {
  const { dueAt } = handoff.clock;
  const { policy } = handoff;
  const wrong = (words: string): Refusal => refusal('invalid_value', words, '/until');
  if (policy.level === 4) return wrong('This cannot wait, so I keep reminding.');
  if (dueAt && dueAt <= now) return wrong('This is late already, so I keep reminding.');
  if (until <= now) return wrong('This time is over already.');
  if (dueAt && until > dueAt) return wrong('It is due before then. Please choose an earlier time.');
  return null;
}
