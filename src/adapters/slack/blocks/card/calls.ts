import type { CallRecord } from '../../../../ports/calls.js';
import { escaped } from '../../text/foreign.js';
import { date } from '../../text/words.js';
import { type Block, context } from '../kit/kit.js';

const mostLines = 10;

/** What was called for a handoff, one line each, the newest last; of many the end. */
export function callBlocks(calls: readonly CallRecord[]): Block[] {
  if (calls.length === 0) return [];
  const left = calls.length - mostLines;
  const lines = calls.slice(-mostLines).map(callLine);
  return [context([left > 0 ? `Calls (${left} more before these)` : 'Calls', ...lines].join('\n'))];
}

function callLine({ startedAt, kind, tool, attempt, outcome, durationMs }: CallRecord): string {
  const retry = attempt !== null && kind !== 'read' && attempt > 1 ? ` · attempt ${attempt}` : '';
  return `${date(startedAt)}  ${kind} ${escaped(tool)}${retry} · ${outcome} · ${durationMs} ms`;
}
