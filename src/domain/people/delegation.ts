/**
 * Somebody who is away may let another act in their place for a time, three months at most. Whoever acts so has the
 * rights of both and no others: what the person in whose place they act could not do here themselves, because they have
 * left or are none of ours any more, they cannot do for them either. It is never handed on, so it cannot go round in
 * circles, and a new one takes the place of the one before.
 */
import type { Context } from '../context.js';
import type { Delegation } from '../directory.js';
import type { PersonId } from '../ids.js';
import { accountRefusal } from './account.js';

/** Everybody whose rights somebody may use now: their own, and those of whoever lets them; empty if they can do nothing here. */
export function actingAs(by: PersonId, context: Pick<Context, 'directory' | 'now'>): PersonId[] {
  const { delegations } = context.directory;
  const letting = delegations
    .filter((one) => one.to === by && isUnderWay(one, context))
    .map(({ from }) => from);
  if (accountRefusal(by, context)) return [];
  return [...new Set([by, ...letting.filter((from) => accountRefusal(from, context) === null)])];
}

export function isUnderWay({ startsAt, endsAt }: Delegation, { now }: Pick<Context, 'now'>): boolean {
  return startsAt <= now && now < endsAt;
}
