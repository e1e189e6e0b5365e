type Cell = string | number | null;

/** RFC 4180 with every cell quoted. */
export function csvLine(cells: readonly Cell[]): string {
  return cells
    .map((cell) => `"${guarded(cell === null ? '' : String(cell)).replaceAll('"', '""')}"`)
    .join(',');
}

/** A spreadsheet takes such a cell for a formula and runs it; behind an apostrophe it is a text. */
const guarded = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
