import { readFileSync } from 'node:fs';
import { type Document, isMap, isNode, LineCounter, type ParsedNode, parseDocument, visit } from 'yaml';
import type { Charter } from '../../domain/charter/charter.js';
import { CharterError, type LocatedProblem, type Problem } from '../../tools/written/charter-error.js';
import { compileAll } from './compile-all.js';
import { crossChecks } from './cross-checks.js';
import { readForm } from './read-form.js';
import { charterSchema } from './schema.js';
import type { HolidayDates } from './time/calendars.js';
import { toCharter } from './to-charter.js';

export interface LoadedCharter {
  readonly charter: Charter;
  readonly text: string;
}

/** Reads and parses a charter file. Throws a `CharterError` that names every problem with its line. */
export async function loadCharter(file: string, now: Date): Promise<LoadedCharter> {
  const text = readText(file);
  return { charter: await readCharter(text, { file, now }), text };
}

/** Parses a charter that may name the holidays of a region, which are known for some years from now. */
export async function readCharter(
  text: string,
  { file, now }: { readonly file: string; readonly now: Date },
): Promise<Charter> {
  if (!text.includes('holidays')) return parseCharter(text, file);
  const { createHolidayDates } = await import('./time/holidays.js');
  return parseCharter(text, file, createHolidayDates(now));
}

export function parseCharter(text: string, file: string, holidays: HolidayDates = notLoaded): Charter {
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
  const { form, problems: misfits } = readForm(charterSchema, plainForm(document, file));
  const locate = (problem: Problem): LocatedProblem => ({
    ...problem,
    ...at(offsetOf(document, problem.path)),
  });
  if (misfits) throw new CharterError(file, misfits.map(locate));
  const { conditions, problems } = compileAll(form);
  const all = [...crossChecks(form, holidays), ...problems];
  if (all.length) throw new CharterError(file, all.map(locate));
  return toCharter(form, text, { conditionsOf: (name) => conditions.get(name) ?? {}, holidays });
}

const notLoaded: HolidayDates = () => {
  throw new Error('Holidays are not loaded: read this charter with readCharter.');
};

const noAnchor = { path: [], problem: 'This “*” names an anchor that is not above it.' };

function unresolved(document: Document.Parsed): number[] {
  const offsets: number[] = [];
  visit(document, {
    Alias: (_key, alias) => {
      if (!alias.resolve(document)) offsets.push(alias.range?.[0] ?? 0);
    },
  });
  return offsets;
}

/** `yaml` stops at a text whose anchors would grow without bound. */
function plainForm(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    const problem = 'This uses “*” too often: write it out.';
    const error = new CharterError(file, [{ line: 1, column: 1, path: [], problem }]);
    error.cause = cause;
    throw error;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const problem = 'The charter cannot be read: set CHARTER to a file that exists.';
    const error = new CharterError(file, [{ line: 1, column: 1, path: [], problem }]);
    error.cause = cause;
    throw error;
  }
}

/** Where a key or its nearest written parent stands. */
function offsetOf(document: Document.Parsed, path: Problem['path']): number {
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
}
