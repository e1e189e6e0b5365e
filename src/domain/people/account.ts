/**
 * Whether somebody can act here at all. Only people of the workspace itself can: nobody unknown, no bot, no guest, nobody
 * of another company, nobody whose account was closed. What was read about them too long ago says nothing any more.
 */
import type { Context } from '../context.js';
import type { Directory } from '../directory.js';
import type { PersonId } from '../ids.js';
import { type Refusal, refusal } from '../refusal.js';

/** What was read about a person longer ago than this says nothing any more. */
export const personMaxAgeMs = 60_000;

/** Null when they can. */
export function accountRefusal(
  by: PersonId,
  { directory, now }: Pick<Context, 'directory' | 'now'>,
): Refusal | null {
  const person = directory.people[by];
  if (!person) return refusal('unknown_person');
  if (person.isDeactivated) return refusal('deactivated');
  if (isOutsider(by, directory)) return refusal('outsider');
  if (person.isGuest) return refusal('guest');
  const ageMs = now.getTime() - person.readAt.getTime();
  return ageMs > personMaxAgeMs ? refusal('person_unknown_now') : null;
}

function isOutsider(by: PersonId, { people, teamId }: Directory): boolean {
  return people[by]?.isBot !== false || teamId === null || people[by]?.teamId !== teamId;
}
