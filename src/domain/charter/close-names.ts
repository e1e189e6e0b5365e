/**
 * Whoever misspells a name is told the one that they may have meant. Only what is close is offered: a far guess helps nobody.
 */
/** ` Did you mean “support”?`, when a known name is close to what was written. */
export function didYouMean(written: string, known: readonly string[]): string {
  const close = known
    .map((name) => ({ name, distance: distance(written, name) }))
    .sort((one, other) => one.distance - other.distance)[0];
  return close && close.distance <= Math.max(2, Math.floor(written.length / 4))
    ? ` Did you mean “${close.name}”?`
    : '';
}

/** Up to five codes whose letters, or whose name's letters, are nearest to what was written. */
export function closeNames(written: string, names: Readonly<Record<string, string>>): string[] {
  return Object.entries(names)
    .map(([code, name]) => ({
      code,
      distance: Math.min(
        ...[code, name].map((known) => distance(written.toLowerCase(), known.toLowerCase())),
      ),
    }))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 5)
    .map(({ code }) => code);
}

/** Levenshtein distance, row by row. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [at, wanted] of [...other].entries())
      next.push(
        Math.min((next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1, (row[at] ?? 0) + (letter === wanted ? 0 : 1)),
      );
    row = next;
  }
  return row[other.length] ?? 0;
}
