import type { Pause, Scope } from '../../../../domain/bounds.js';
import type { Charter } from '../../../../domain/charter/charter.js';
import { limitWords } from '../../../../domain/charter/limit.js';
import type { Handoff } from '../../../../domain/handoff/handoff.js';
import { clipped, escaped } from '../../text/foreign.js';
import { date, mention } from '../../text/words.js';
import { type Block, section } from './kit.js';

/** What stands before every list while something is paused. */
export function pausedBlocks(pauses: readonly Pause[], charter: Charter): Block[] {
  return pauses.length
    ? [section(pauses.map((pause) => `:double_vertical_bar: ${pauseWords(pause, charter)}`).join('\n'))]
    : [];
}

export function pauseWords({ scope, by, since, reason }: Pause, charter: Charter): string {
  return `*${scopeWords(scope, charter)} paused* by ${mention(by)} since ${date(since)}${reason ? `: ${clipped(escaped(reason), 300)}` : '.'}`;
}

/** The beginning of a sentence, with its verb. */
export function scopeWords(scope: Scope, charter: Charter): string {
  if (scope === 'all') return 'Everything is';
  const name = scope.slice(scope.indexOf(' ') + 1);
  const describes = scope.startsWith('tool ')
    ? charter.tools[name]?.describes
    : charter.taskTypes[name]?.describes;
  return `“${escaped(describes ?? name)}” is`;
}

/** On the card of a handoff whose next step may not begin just now. */
export function heldWords({ execution: { run } }: Handoff, charter: Charter): string {
  if (!run?.held) return '';
  const { by, since, limit, untilAt, what } = run.held;
  if (limit && untilAt)
    return `\n:hourglass_flowing_sand: *Waits until ${date(untilAt)}*, because “${toolWords(what, charter)}” may be done ${limitWords(limit)}.`;
  return `\n:double_vertical_bar: *Paused${by ? ` by ${mention(by)}` : ''} since ${date(since)}.*`;
}

const toolWords = (name: string, charter: Charter): string => escaped(charter.tools[name]?.describes ?? name);
