import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import type { TimeRange } from '../../adapters/store/log/in-period.js';
import { readActions } from '../../adapters/store/sqlite/read-file.js';
import { canonicalText } from '../../domain/handoff/proposal.js';
import type { ExecutedAction } from '../../domain/run/executed-action.js';
import { csvLine } from './csv.js';

export interface ExportOptions {
  readonly database: string;
  readonly values: Readonly<Record<string, string | undefined>>;
}

/** Something that the person at the keyboard wrote wrongly. */
export class ExportError extends Error {}

export function auditExport({ database, values }: ExportOptions, print: (line: string) => void): number {
  const { from, to } = periodOf(values);
  const lines = formats[values.format ?? 'jsonl'];
  if (!lines) throw new ExportError('--format is jsonl or csv.');
  if (values.out === undefined) {
    for (const line of lines(readActions(database, { from, to }))) print(line);
    return 0;
  }
  if (existsSync(values.out)) throw new ExportError(`${values.out} is there already: name another file.`);
  const written = writeLines(values.out, lines(readActions(database, { from, to })));
  print(`${values.out} has ${written - (values.format === 'csv' ? 1 : 0)} executed actions.`);
  return 0;
}

/** Days or instants that were written on the command line. Throws an `ExportError`. */
export function periodOf({ from, to }: ExportOptions['values']): TimeRange {
  const period = { from: instant('--from', from), to: instant('--to', to) };
  if (period.from >= period.to)
    throw new ExportError('--from must be before --to; the day of --to itself is left out.');
  return period;
}

/** A day begins at midnight in UTC. */
function instant(name: string, text: string | undefined): Date {
  const isWellFormed = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z)?$/.test(text ?? '');
  const at = new Date(text ?? '');
  // A day that the month does not have would silently become one of the next month.
  const isReal = !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text?.slice(0, 10);
  if (isWellFormed && isReal) return at;
  const given = text === undefined ? 'is missing' : `“${text}” is no day`;
  throw new ExportError(`${name} ${given}: write it like 2026-10-01, or 2026-10-01T09:00:00Z.`);
}

type Lines = (actions: Iterable<ExecutedAction>) => Iterable<string>;

const formats: Readonly<Record<string, Lines | undefined>> = Object.assign(Object.create(null), {
  *jsonl(actions: Iterable<ExecutedAction>) {
    for (const action of actions) yield JSON.stringify(action);
  },
  *csv(actions: Iterable<ExecutedAction>) {
    yield csvLine(columns);
    for (const action of actions) yield csvLine(columns.map((column) => cell(action[column])));
  },
});

const columns = [
  ...([
    'handoff',
    'taskType',
    'account',
    'agent',
    'requester',
    'approvers',
    'approvedAt',
    'emergency',
  ] as const),
  ...(['charterHash', 'proposalHash', 'kind', 'undoneBy', 'step', 'attempt', 'tool', 'arguments'] as const),
  ...([
    'idempotencyKey',
    'status',
    'result',
    'detail',
    'startedAt',
    'finishedAt',
    'event',
    'eventHash',
  ] as const),
];

function cell(value: ExecutedAction[keyof ExecutedAction]): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  return Array.isArray(value) ? value.join(' ') : canonicalText(value as never);
}

/** An export never replaces a file: it may be the only copy of an earlier one. */
function writeLines(file: string, lines: Iterable<string>): number {
  const handle = openSync(file, 'wx');
  let written = 0;
  try {
    for (const line of lines) {
      writeSync(handle, `${line}\n`);
      written += 1;
    }
    return written;
  } finally {
    closeSync(handle);
  }
}
