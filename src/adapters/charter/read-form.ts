import { z } from 'zod';
import { didYouMean } from '../../domain/charter/close-names.js';
import type { Problem } from '../../tools/written/charter-error.js';

export type ReadForm<Form> =
  | { readonly form: Form; readonly problems: null }
  | { readonly form: null; readonly problems: readonly Problem[] };

/** Reads plain data as the schema wants it, or says in sentences everything that does not fit. */
export function readForm<Form>(schema: z.ZodType<Form>, plain: unknown): ReadForm<Form> {
  const read = schema.safeParse(plain, { reportInput: true, error: unknownKeys });
  if (read.success) return { form: read.data, problems: null };
  return { form: null, problems: read.error.issues.flatMap(problemsOf) };
}

/** One line for each key that the object does not have, with the nearest of those that it has. */
const unknownKeys: z.core.$ZodErrorMap = ({ inst, ...issue }) => {
  if (issue.code !== 'unrecognized_keys' || !(inst instanceof z.ZodObject)) return undefined;
  const known = Object.keys(inst.shape);
  return issue.keys.map((key) => noSuchKey(key, known)).join('\n');
};

function noSuchKey(key: string, known: readonly string[]): string {
  return `There is no key “${key}” here.${didYouMean(key, known)}`;
}

function problemsOf(issue: z.core.$ZodIssue): Problem[] {
  const path = pathOf(issue);
  if (issue.code === 'unrecognized_keys') {
    const lines = issue.message.split('\n');
    return issue.keys.map((key, index) => ({ path: [...path, key], problem: lines[index] ?? '' }));
  }
  if (issue.code === 'invalid_union') {
    const near = [...misspeltKinds(issue), ...misspeltInside(issue)];
    if (near.length) return near;
  }
  return [{ path, problem: plainly(issue) }];
}

function pathOf(issue: z.core.$ZodIssue): (string | number)[] {
  return issue.path.filter((part) => typeof part !== 'symbol');
}

/** The key that says which form is meant may be misspelt itself. */
function misspeltKinds({ discriminator, input, path }: z.core.$ZodIssueInvalidUnion): Problem[] {
  if (typeof input !== 'object' || input === null || !discriminator || discriminator in input) return [];
  return Object.keys(input)
    .filter((key) => didYouMean(key, [discriminator]))
    .map((key) => ({
      path: [...path.slice(0, -1).filter((part) => typeof part !== 'symbol'), key],
      problem: noSuchKey(key, [discriminator]),
    }));
}

/** A value of several forms fits none of them: a key that is nearly one of some form is what was meant. */
function misspeltInside(issue: z.core.$ZodIssueInvalidUnion): Problem[] {
  return issue.errors
    .flat()
    .filter(({ code }) => code === 'unrecognized_keys')
    .flatMap(problemsOf)
    .filter(({ problem }) => problem.includes('Did you mean'))
    .map((one) => ({ ...one, path: [...pathOf(issue), ...one.path] }));
}

/** Zod's own words for a few kinds are no sentences; a message that the schema gives stays as it is. */
function plainly(issue: z.core.$ZodIssue): string {
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
}

const article = (type: string): string => `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
