import type { Pause, Scope } from '../../../domain/bounds.js';
import type { Charter } from '../../../domain/charter/charter.js';
import { personId } from '../../../domain/ids.js';
import { sentence } from '../../../domain/refusal.js';
import { pauseWords, scopeWords } from '../blocks/kit/bounds.js';
import type { Desk } from '../press-context.js';
import { escaped } from '../text/foreign.js';

export interface SwitchWish {
  /** What was typed after the verb. */
  readonly words: readonly string[];
  readonly who: string;
  readonly isPaused: boolean;
}

const longestReason = 500;

/** `/handoff pause …` and `/handoff resume …`: answers with what happened, in words. */
export async function switchOver(desk: Desk, { words, who, isPaused }: SwitchWish): Promise<string> {
  const charter = desk.charters.current();
  const found = scopeOf(words, charter, { isPaused, paused: await desk.store.paused() });
  if ('mistake' in found) return found.mistake;
  const { scope } = found;
  const reason = found.rest.join(' ').slice(0, longestReason) || null;
  await desk.people.meet(who);
  const switched = await desk.switchOver({ scope, isPaused, by: personId(who), reason });
  if (switched.kind === 'refused') return sentence(switched.refusal);
  const what = scopeWords(scope, charter);
  if (switched.kind === 'unchanged')
    return switched.standing
      ? pauseWords(switched.standing, charter)
      : `${what} not paused, so nothing changed.`;
  return isPaused
    ? `${what} paused. What has begun goes on, and nothing new is begun until \`/handoff resume ${scope}\`.`
    : `${what} no longer paused.`;
}

interface Found {
  readonly scope: Scope;
  readonly rest: readonly string[];
}
interface Mistake {
  readonly mistake: string;
}

/** Nothing typed means everything: in an emergency the shortest command has to work. */
function scopeOf(
  [kind = 'all', name = '', ...rest]: readonly string[],
  charter: Charter,
  now: { readonly isPaused: boolean; readonly paused: readonly Pause[] },
): Found | Mistake {
  if (kind === 'all') return { scope: 'all', rest: name ? [name, ...rest] : [] };
  const verb = now.isPaused ? 'pause' : 'resume';
  if (kind !== 'tool' && kind !== 'type')
    return {
      mistake: `Say what to ${verb}: \`/handoff ${verb} tool crm.update_deal\`, \`type refund\` or \`all\`.`,
    };
  const scope: Scope = `${kind} ${name}`;
  const names = Object.keys(kind === 'tool' ? charter.tools : charter.taskTypes);
  // What an older charter named can still be resumed.
  if (names.includes(name) || now.paused.some((pause) => pause.scope === scope)) return { scope, rest };
  const what = kind === 'tool' ? 'tool' : 'kind of work';
  return {
    mistake: `The charter has no ${what} “${escaped(name)}”. It has: ${names.map(escaped).join(', ')}.`,
  };
}
