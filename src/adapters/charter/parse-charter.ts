import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, LineCounter, type ParsedNode, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import type { Charter } from '../../domain/charter/charter.js';
import { didYouMean } from '../../domain/charter/close-names.js';
import { CharterError, type LocatedProblem, type Problem } from '../../tools/written/charter-error.js';
import { compileAll } from './compile-all.js';
import { crossChecks } from './cross-checks.js';
import { charterSchema } from './schema.js';
import type { HolidayDates } from './time/calendars.js';
import { toCharter } from './to-charter.js';

export interface LoadedCharter {
  readonly charter: Charter;
  readonly text: string;
}

/** Reads and parses a charter file. Throws a `CharterError` that names every problem with its line. */
export const loadCharter = async (file: string): Promise<LoadedCharter> => {
  const text = readText(file);
  return { charter: await readCharter(text, file), text };
};

/** Parses a charter that may name the holidays of a region. */
export const readCharter = async (text: string, file: string): Promise<Charter> => {
  if (!text.includes('holidays')) return parseCharter(text, file);
  const { createHolidayDates } = await import('./time/holidays.js');
  return parseCharter(text, file, createHolidayDates(new Date()));
};

export const parseCharter = (text: string, file: string, holidays: HolidayDates = notLoaded): Charter => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number) => ({ line: lines.linePos(offset).line, column: lines.linePos(offset).col });
  const syntax = document.errors.map((fault) => ({
    ...at(fault.pos[0]),
    path: [],
    problem: `${fault.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`,
  }));
  const unreadable = [...syntax, ...unresolved(document).map((offset) => ({ ...at(offset), ...noAnchor }))];
  if (unreadable.length) throw new CharterError(file, unreadable);
  const read = charterSchema.safeParse(plainForm(document, file), { reportInput: true });
  const locate = (problem: Problem): LocatedProblem => ({
    ...problem,
    ...at(offsetOf(document, problem.path)),
  });
  if (!read.success) throw new CharterError(file, read.error.issues.flatMap(problemsOf).map(locate));
  const { conditions, problems } = compileAll(read.data);
  const all = [...crossChecks(read.data, holidays), ...problems];
  if (all.length) throw new CharterError(file, all.map(locate));
  return toCharter(read.data, text, { conditionsOf: (name) => conditions.get(name) ?? {}, holidays });
};

const notLoaded: HolidayDates = () => {
  throw new Error('Holidays are not loaded: read this charter with readCharter.');
};

const noAnchor = { path: [], problem: 'This “*” names an anchor that is not above it.' };

const unresolved = (document: Document.Parsed): number[] => {
  const offsets: number[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      if (!alias.resolve(document)) offsets.push(alias.range?.[0] ?? 0);
    },
  });
  return offsets;
};

/** `yaml` stops at a text whose anchors would grow without bound. */
const plainForm = (document: Document.Parsed, file: string): unknown => {
  try {
    return document.toJS();
  } catch (cause) {
    const problem = 'This uses “*” too often: write it out.';
    const error = new CharterError(file, [{ line: 1, column: 1, path: [], problem }]);
    error.cause = cause;
    throw error;
  }
};

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const problem = 'The charter cannot be read: set CHARTER to a file that exists.';
    const error = new CharterError(file, [{ line: 1, column: 1, path: [], problem }]);
    error.cause = cause;
    throw error;
  }
};

const problemsOf = (issue: z.core.$ZodIssue): Problem[] => {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      problem: `There is no key “${key}” here.${keyHint(key)}`,
    }));
  return [{ path, problem: plainly(issue) }];
};

/** Zod's own words for a few kinds are no sentences; a message that the schema gives stays as it is. */
const plainly = (issue: z.core.$ZodIssue): string => {
  if (issue.code === 'invalid_type' && issue.message.startsWith('Invalid'))
    return issue.input === undefined ? 'This is missing.' : `This must be ${article(issue.expected)}.`;
  if (issue.code === 'invalid_value' && issue.message.startsWith('Invalid')) {
    if (issue.input === undefined) return 'This is missing.';
    const known = issue.values.map(String);
    const hint = typeof issue.input === 'string' ? didYouMean(issue.input, known) : '';
    return `This must be one of: ${known.join(', ')}.${hint}`;
  }
  if (issue.code === 'too_small' && issue.message.startsWith('Too small'))
    return issue.origin === 'number' ? `This must be at least ${issue.minimum}.` : 'This cannot be empty.';
  if (issue.code === 'too_big' && issue.message.startsWith('Too big'))
    return `This is too ${issue.origin === 'number' ? 'large' : 'long'}: at most ${issue.maximum}.`;
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  return issue.message;
};

const article = (type: string): string => `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;

const keyHint = (key: string): string => didYouMean(key, knownKeys);
const knownKeys = [
  ...'organization timezone mode exceptions agents roles ladders paging tools task_types channel owner token_env'.split(
    ' ',
  ),
  ...'may_submit usergroup users manager describes connector base_url_env credentials_env timeout'.split(' '),
  ...'arguments read write probe prior_values idempotent_by_key risk customer_facing sensitive undo aliases'.split(
    ' ',
  ),
  ...'handoff_type level fields approvers rules options sla ladder plan confidence undo_within'.split(' '),
  ...'limits per_minute per_hour per_day budget actions_per_hour actions_per_day'.split(' '),
  ...'webhook_url_env secret_env smtp_url_env outside_slack'.split(' '),
  ...'method path body at do who within type enum max_length optional'.split(' '),
  ...'reject_categories role quorum calendars calendar zone hours holidays closed open on rotas people starts every overrides from to person repeat at_most only_if in exclude when label decide_within expire_after approve take_over'.split(
    ' ',
  ),
];

/** Where a key or its nearest written parent stands. */
const offsetOf = (document: Document.Parsed, path: Problem['path']): number => {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap<ParsedNode>(parent)) {
      const pair = parent.items.find((item) => String(item.key) === String(key));
      if (pair?.key.range) return pair.key.range[0];
    }
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
};
