/** One thing wrong in a charter. `path` is the key's place, such as `task_types.refund.owner`. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly problem: string;
}

export interface LocatedProblem extends Problem {
  readonly line: number;
  readonly column: number;
}

/** Every problem of a charter at once, each as `file:line:column: where: what`. */
export class CharterError extends Error {
  constructor(
    readonly file: string,
    readonly problems: readonly LocatedProblem[],
  ) {
    super(problems.map((one) => sentenceOf(file, one)).join('\n'));
  }
}

function sentenceOf(file: string, { line, column, path, problem }: LocatedProblem): string {
  return `${file}:${line}:${column}: ${path.length ? `${path.join('.')}: ` : ''}${problem}`;
}
