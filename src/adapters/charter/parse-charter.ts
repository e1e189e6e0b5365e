import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Charter } from '../../domain/charter.js';
import { CharterError, didYouMean, type LocatedProblem, type Problem } from './charter-error.js';
import { type Condition, compileCondition } from './conditions.js';
import { crossChecks } from './cross-checks.js';
import { charterSchema, type WrittenCharter } from './schema.js';
import { toCharter, toValueType } from './to-charter.js';

export interface LoadedCharter {
  readonly charter: Charter;
  readonly text: string;
}

/** Reads and parses a charter file. Throws a `CharterError` that names every problem with its line. */
export const loadCharter = (file: string): LoadedCharter => {
  const text = readText(file);
  return { charter: parseCharter(text, file), text };
};

export const parseCharter = (text: string, file: string): Charter => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const at = (offset: number) => ({ line: lines.linePos(offset).line, column: lines.linePos(offset).col });
  const syntax = document.errors.map((fault) => ({
    ...at(fault.pos[0]),
    path: [],
    problem: `${fault.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')}`,
  }));
  if (syntax.length) throw new CharterError(file, syntax);
  const read = charterSchema.safeParse(document.toJS());
  const locate = (problem: Problem): LocatedProblem => ({
    ...problem,
    ...at(offsetOf(document, problem.path)),
  });
  if (!read.success) throw new CharterError(file, read.error.issues.flatMap(problemsOf).map(locate));
  const { conditions, problems } = compileAll(read.data);
  const all = [...crossChecks(read.data), ...problems];
  if (all.length) throw new CharterError(file, all.map(locate));
  return toCharter(read.data, text, (taskType, rule) => conditions.get(`${taskType}/${rule}`) ?? cannotHold);
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

const compileAll = (written: WrittenCharter) => {
  const conditions = new Map<string, Condition>();
  const problems: Problem[] = [];
  for (const [name, type] of Object.entries(written.task_types)) {
    const fields = Object.fromEntries(
      Object.entries(type.fields).map(([field, kind]) => [field, toValueType(kind)]),
    );
    for (const [index, rule] of type.rules.entries()) {
      const compiled = compileCondition(rule.when, fields);
      if (typeof compiled === 'string')
        problems.push({ path: ['task_types', name, 'rules', index, 'when'], problem: compiled });
      else conditions.set(`${name}/${index}`, compiled);
    }
  }
  return { conditions, problems };
};

const cannotHold: Condition = () => {
  throw new Error('This condition was never compiled.');
};

const problemsOf = (issue: z.core.$ZodIssue): Problem[] => {
  const path = issue.path.filter((part) => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      problem: `There is no key “${key}” here.${keyHint(key)}`,
    }));
  if (issue.code === 'invalid_type' && issue.input === undefined && !issue.message.includes('A '))
    return [{ path, problem: `This is missing, or is not ${article(issue.expected)}.` }];
  return [{ path, problem: issue.message }];
};

const article = (type: string): string => `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;

const keyHint = (key: string): string => didYouMean(key, knownKeys);
const knownKeys = [
  ...'organization timezone mode exceptions agents roles ladders tools task_types channel owner token_env'.split(
    ' ',
  ),
  ...'may_submit usergroup users manager describes connector base_url_env credentials_env timeout'.split(' '),
  ...'arguments read write prior_values idempotent_by_key risk customer_facing sensitive undo aliases'.split(
    ' ',
  ),
  ...'handoff_type level fields approvers rules options sla ladder plan confidence undo_within'.split(' '),
  ...'reject_categories role quorum exclude when label decide_within expire_after approve take_over'.split(
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
