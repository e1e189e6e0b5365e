import type { HandoffId } from '../../domain/ids.js';
import type { Place } from '../../ports/slack.js';
import type { Card, Store } from '../../ports/store.js';

/** Where the messages of a handoff stand. */
export interface Places {
  readonly card: Card | null;
  readonly exception: Card | null;
  readonly copies: readonly Card[];
}

export async function placesOf(store: Pick<Store, 'card' | 'copies'>, id: HandoffId): Promise<Places> {
  const [card, exception, copies] = await Promise.all([
    store.card(id, 'card'),
    store.card(id, 'exception'),
    store.copies(id),
  ]);
  return { card, exception, copies };
}

/** Whether a message no longer stands for its handoff. One whose place is perhaps not stored yet still does. */
export function isElsewhere({ card, exception, copies }: Places, at: Place): boolean {
  if (copies.some((copy) => isAt(copy, at))) return false;
  const newest = copies.find(({ place }) => place?.channel === at.channel);
  if (newest?.place) return Number(at.ts) < Number(newest.place.ts);
  const isPosting = [card, exception].some((one) => one !== null && one.place === null);
  if (isDirect(at) || isPosting || !card) return false;
  return !isAt(card, at) && !isAt(exception, at);
}

export function isAt(card: Card | null, at: Place): boolean {
  return card?.place?.channel === at.channel && card.place.ts === at.ts;
}

/** The message to use instead of one that no longer counts. */
export function insteadOf({ card, copies }: Places, at: Place): Place | null {
  return copies.find(({ place }) => place?.channel === at.channel)?.place ?? card?.place ?? null;
}

const isDirect = ({ channel }: Place): boolean => channel.startsWith('D');
