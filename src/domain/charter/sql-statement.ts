/**
 * A statement as the charter writes it: `:name` stands for an argument, `:prior_stage` for what `stage` held when
 * the record was last read, `:idempotency_key` for the key of the call. Values are bound, never put into the text.
 */

export interface SqlPiece {
  readonly text: string;
  /** The placeholder that follows the text; null at the end. */
  readonly placeholder: string | null;
}

/** Quoted texts, names, comments and casts are no place for a placeholder. */
const tokens =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|::|:([A-Za-z_]\w*(?:\.\w+)*)/g;

export function sqlPieces(statement: string): SqlPiece[] {
  const pieces: SqlPiece[] = [];
  let from = 0;
  for (const found of statement.matchAll(tokens)) {
    const placeholder = found[2];
    if (placeholder === undefined) continue;
    pieces.push({ text: statement.slice(from, found.index), placeholder });
    from = found.index + found[0].length;
  }
  return [...pieces, { text: statement.slice(from), placeholder: null }];
}

export function sqlPlaceholders(statement: string): string[] {
  return sqlPieces(statement).flatMap(({ placeholder }) => placeholder ?? []);
}

/** Whether something follows a semicolon outside of quotes and comments. */
export function isSeveralStatements(statement: string): boolean {
  return /;\s*\S/.test(statement.replace(tokens, (found) => (/^['"$]/.test(found) ? 'x' : ' ')));
}

export const idempotencyKey = 'idempotency_key';
export const priorOf = (placeholder: string): string | null => /^prior_(.+)$/.exec(placeholder)?.[1] ?? null;
