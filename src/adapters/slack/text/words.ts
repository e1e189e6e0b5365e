import type { Owner } from '../../../domain/handoff/handoff.js';
import { roleWords } from '../../../domain/handoff/words.js';
import type { PersonId } from '../../../domain/ids.js';

export const mention = (id: PersonId): string => `<@${id}>`;

export const people = (ids: readonly PersonId[]): string => ids.map(mention).join(' and ');

export const ownerWords = ({ person, role }: Owner): string => (person ? mention(person) : roleWords([role]));

/** `customer_reply` → `Customer reply`. */
export function title(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** In the reader's own time zone; old clients read the fallback. */
export function date(at: Date): string {
  const fallback = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(at.getTime() / 1_000)}^{date_short_pretty} {time}|${fallback}>`;
}

/** `3 d`, `5 h`, `12 min`. */
export function age(from: Date, to: Date): string {
  const minutes = Math.max(0, Math.round((to.getTime() - from.getTime()) / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.round(minutes / 60)} h`;
  return `${Math.round(minutes / 1_440)} d`;
}
