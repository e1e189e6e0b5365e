import { type Json, pointerPart } from '../../domain/json.js';
import { type HttpProblem, problem } from './problem.js';

/** Levels of lists and objects. No packet needs more, and a text of brackets alone would exhaust whoever walks it. */
const deepest = 20;

/**
 * Reads JSON that means the same to everybody. `JSON.parse` keeps the last of two equal keys, rounds large integers
 * and accepts halves of characters, so that another program may read another request out of the same bytes.
 * Throws a 400 that points at the place.
 */
export function parseJsonText(text: string): Json {
  const value = parse(text);
  checkTokens(text);
  return value;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw problem(400, 'The body is not JSON.', { pointer: '' });
  }
}

/** The tokens of a text that is known to be JSON; blanks, colons and words such as `true` need no look. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[[\]{},]/g;

/** A list counts its members, an object knows its keys and is either before one or behind it. */
interface Level {
  readonly keys: Set<string> | null;
  at: string | number;
  isBeforeKey: boolean;
}

/** Goes along the text instead of into it, so that depth costs no stack. */
function checkTokens(text: string): void {
  const open: Level[] = [];
  for (const [token] of text.matchAll(tokens)) {
    const level = open.at(-1);
    if (token === '{' || token === '[') {
      if (open.length === deepest) throw at(open, `This is nested deeper than ${deepest} levels.`);
      open.push(token === '{' ? objectLevel() : listLevel());
    } else if (token === '}' || token === ']') open.pop();
    else if (token === ',') next(level);
    else if (token.startsWith('"') && level?.isBeforeKey) readKey(token, level, open);
    else checkScalar(token, open);
  }
}

const objectLevel = (): Level => ({ keys: new Set(), at: '', isBeforeKey: true });
const listLevel = (): Level => ({ keys: null, at: 0, isBeforeKey: false });

function next(level: Level | undefined): void {
  if (!level) return;
  if (typeof level.at === 'number') level.at += 1;
  else level.isBeforeKey = true;
}

function readKey(token: string, level: Level, open: readonly Level[]): void {
  const key = JSON.parse(token) as string;
  if (isBroken(key)) throw at(open.slice(0, -1), 'A key here holds half of a character.');
  level.at = key;
  level.isBeforeKey = false;
  if (key === '__proto__') throw at(open, 'A key cannot have this name.');
  if (level.keys?.has(key)) throw at(open, 'This key stands here twice.');
  level.keys?.add(key);
}

function checkScalar(token: string, open: readonly Level[]): void {
  if (token.startsWith('"')) {
    if (token.includes('\\') && isBroken(JSON.parse(token) as string))
      throw at(open, 'This text holds half of a character (a lone surrogate).');
    return;
  }
  const number = Number(token);
  if (!Number.isFinite(number) || (Number.isInteger(number) && !Number.isSafeInteger(number)))
    throw at(open, 'This number is too large to be kept exactly; send it as a text.');
}

const isBroken = (text: string): boolean => /\p{Surrogate}/u.test(text);

function at(open: readonly Level[], detail: string): HttpProblem {
  const pointer = open.map((level) => `/${pointerPart(level.at)}`).join('');
  return problem(400, `${pointer || 'The body'}: ${detail}`, { pointer });
}
