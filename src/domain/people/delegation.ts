/**
 * Somebody who is away may let another act in their place for a time, three months at most. Whoever acts so has the
 * rights of both and no others: what the person in whose place they act could not do here themselves, because they have
 * left or are none of ours any more, they cannot do for them either. It is never handed on, so it cannot go round in
 * circles, and a new one takes the place of the one before.
 */
import type { Context } from '../context.js';
import type { Delegation } from '../directory.js';
import type { PersonId } from '../ids.js';
import { type Refusal, refusal } from '../refusal.js';
import { accountRefusal } from './account.js';

/** What happened to it; `data` is how it stands since. */
export type DelegationEvent =
  | { readonly type: 'delegated'; readonly data: Delegation }
  | { readonly type: 'delegation_ended'; readonly data: Delegation };

type Asking = Pick<Context, 'directory' | 'now'>;

/** Nobody is away for longer at a stretch; whoever is asks again. */
const longestMs = 92 * 86_400_000;

export function delegate(wish: Delegation, context: Asking): DelegationEvent | Refusal {
  const refused = accountRefusal(wish.from, context) ?? misfit(wish, context);
  return refused ?? { type: 'delegated', data: wish };
}

/** Ends whatever of this person's stands or is to begin. */
export function endDelegation(
  by: PersonId,
  delegations: readonly Delegation[],
  { now }: Asking,
): DelegationEvent | Refusal {
  const standing = delegations.find(({ from, endsAt }) => from === by && endsAt > now);
  if (!standing) return refusal('nobody_stands_in');
  return { type: 'delegation_ended', data: { ...standing, endsAt: now } };
}

/** Somebody whom Slack has not named yet may be chosen: what they may do is asked whenever they do it. */
function misfit({ from, to, startsAt, endsAt }: Delegation, context: Asking): Refusal | null {
  const { now } = context;
  const account = accountRefusal(to, context)?.code;
  const isOpen = account === 'unknown_person' || account === 'person_unknown_now';
  if (!to || to === from) return refusal('invalid_value', 'Please choose somebody else.', '/to');
  if (account && !isOpen)
    return refusal(
      'invalid_value',
      'This account cannot decide here. Please choose somebody of your team.',
      '/to',
    );
  if (endsAt <= startsAt) return refusal('invalid_value', 'This is before it begins.', '/until');
  if (endsAt <= now) return refusal('invalid_value', 'This is over already.', '/until');
  return endsAt.getTime() - startsAt.getTime() > longestMs
    ? refusal('invalid_value', 'Please choose three months at most.', '/until')
    : null;
}

/** Everybody whose rights somebody may use now: their own, and those of whoever lets them; empty if they can do nothing here. */
export function actingAs(by: PersonId, context: Asking): PersonId[] {
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
