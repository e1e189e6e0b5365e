import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import ts from 'typescript';
import { hasRules, namesOfSeveral } from './exports.js';
import { callerPairs, functionsOf, undeclaredFunctions } from './functions.js';
import { findCircle } from './imports.js';
import { linesOf, pathsBelow, quantile, type Source, sourcesBelow } from './sources.js';

export interface Measure {
  readonly what: string;
  readonly goal: string;
  readonly now: string;
  readonly isMet: boolean;
  /** What stands in the way, file by file. */
  readonly where: readonly string[];
}

/** How the house stands: each figure beside what it should be. */
export function measureHouse(): Measure[] {
  const sources = sourcesBelow('src/');
  return [
    fileLines(sources),
    functionLines(sources),
    circles(sources),
    escapes(sources),
    readers('files that read the environment', {
      sources,
      pattern: /\bprocess\.env\b/,
      allowed: listed.environment,
    }),
    readers('files that read a clock', { sources, pattern: clockPattern, allowed: listed.clock }),
    callersFirst(sources),
    counted('functions of several lines that are not declared by name', sources.flatMap(undeclaredFunctions)),
    crowdedFolders(),
    severalMeanings(sources),
    untestedRules(sources),
    patternRooms(),
  ];
}

function fileLines(sources: readonly Source[]): Measure {
  const lines = sources.map(({ text }) => linesOf(text));
  const [median, p90, max] = [quantile(lines, 0.5), quantile(lines, 0.9), Math.max(...lines)];
  return {
    what: 'lines per file, median / p90 / max',
    goal: '≤ 80 / 180 / 250',
    now: `${median} / ${p90} / ${max}`,
    isMet: median <= 80 && p90 <= 180 && max <= 250,
    where: sources.filter(({ text }) => linesOf(text) > 250).map(({ path }) => path),
  };
}

function functionLines(sources: readonly Source[]): Measure {
  const functions = sources.flatMap(functionsOf);
  const median = quantile(
    functions.map(({ lines }) => lines),
    0.5,
  );
  const long = functions.filter(({ lines }) => lines > 40);
  return {
    what: 'lines per function, median / max',
    goal: '≤ 10 / 40',
    now: `${median} / ${Math.max(...functions.map(({ lines }) => lines))}`,
    isMet: median <= 10 && long.length === 0,
    where: long.map(({ name, lines }) => `${name} (${lines})`),
  };
}

function circles(sources: readonly Source[]): Measure {
  const circle = findCircle(sources);
  return counted('import circles, types included', circle.length ? [circle.join(' → ')] : []);
}

function escapes(sources: readonly Source[]): Measure {
  const where = sources.filter(usesAny).map(({ path }) => path);
  const silenced = sources.filter(({ text }) => /@ts-|biome-ignore|eslint-disable/.test(text));
  const perThousand = (silenced.length * 1_000) / sources.reduce((sum, { text }) => sum + linesOf(text), 0);
  return {
    what: 'any / suppressions per 1,000 lines',
    goal: '0 / ≤ 0.5',
    now: `${where.length} / ${perThousand.toFixed(2)}`,
    isMet: where.length === 0 && perThousand <= 0.5,
    where,
  };
}

/** The type, not the word. */
function usesAny({ tree }: Source): boolean {
  const visit = (node: ts.Node): boolean =>
    node.kind === ts.SyntaxKind.AnyKeyword ||
    (node.forEachChild((child) => visit(child) || undefined) ?? false);
  return visit(tree);
}

const clockPattern = /\bDate\.now\(\)|\bnew Date\(\)|\bperformance\.now\(\)/;
interface Readers {
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: Readonly<Record<string, string>>;
}
/** The files that may, each with its reason; ESLint has the same list. */
const listed = JSON.parse(readFileSync('test/guards/measure/readers.json', 'utf8')) as Readers;

function readers(
  what: string,
  {
    sources,
    pattern,
    allowed,
  }: { sources: readonly Source[]; pattern: RegExp; allowed: Readonly<Record<string, string>> },
): Measure {
  const found = sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
  const where = found.filter((path) => !Object.hasOwn(allowed, path));
  return {
    what,
    goal: `only ${Object.keys(allowed).length} as listed`,
    now: `${found.length}`,
    isMet: where.length === 0,
    where,
  };
}

function callersFirst(sources: readonly Source[]): Measure {
  const counts = sources.map((source) => ({ path: source.path, ...callerPairs(source) }));
  const pairs = counts.reduce((sum, one) => sum + one.pairs, 0);
  const first = counts.reduce((sum, one) => sum + one.first, 0);
  return {
    what: 'callers above helpers',
    goal: '100 %',
    now: `${((100 * first) / pairs).toFixed(1)} % of ${pairs}`,
    isMet: first === pairs,
    where: counts.filter((one) => one.first < one.pairs).map(({ path }) => path),
  };
}

function crowdedFolders(): Measure {
  const counts = new Map<string, number>();
  for (const path of pathsBelow()) counts.set(dirname(path), (counts.get(dirname(path)) ?? 0) + 1);
  const crowded = [...counts].filter(([, count]) => count > 25);
  return {
    what: 'files per folder',
    goal: '≤ 25',
    now: `${Math.max(...counts.values())}`,
    isMet: crowded.length === 0,
    where: crowded.map(([folder, count]) => `${folder} (${count})`),
  };
}

function severalMeanings(sources: readonly Source[]): Measure {
  const several = namesOfSeveral(sources);
  return counted(
    'exported names that mean several things',
    [...several].map(([name, paths]) => `${name}: ${paths.join(', ')}`),
  );
}

function untestedRules(sources: readonly Source[]): Measure {
  const rules = sources.filter((one) => one.path.startsWith('src/domain/') && hasRules(one));
  const tests = new Set(pathsBelow('test/domain/'));
  const untested = rules
    .map(({ path }) => path)
    .filter((path) => !tests.has(path.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts')));
  return counted('domain files with rules and no test of their name', untested);
}

function patternRooms(): Measure {
  const paths = pathsBelow('src/application/');
  const wanted = ['router', 'clerk', 'watchdog', 'concierge'];
  const missing = wanted.filter(
    (room) => !paths.some((path) => path.split('/').some((part) => part === room || part === `${room}.ts`)),
  );
  return counted('rooms of the four patterns that are missing', missing);
}

function counted(what: string, where: readonly string[]): Measure {
  return { what, goal: '0', now: `${where.length}`, isMet: where.length === 0, where };
}
