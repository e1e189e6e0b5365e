import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import ts from 'typescript';

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** Paths of the TypeScript files that git knows or would take, below one folder or everywhere. */
export function pathsBelow(folder = ''): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx'], {
    encoding: 'utf8',
  });
  return listed
    .trim()
    .split('\n')
    .filter((path) => path.startsWith(folder));
}

export function sourcesBelow(folder: string): Source[] {
  return pathsBelow(folder).map((path) => {
    const text = readFileSync(path, 'utf8');
    return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
  });
}

export function linesOf(text: string): number {
  return text.trimEnd().split('\n').length;
}

/** The value below which this share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
