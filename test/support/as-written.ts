/** Undoes what is done to text from outside before it is shown; what comes back is what was written. */
export const asWritten = (shown: string): string =>
  shown
    .replace(/^\u2068|\u2069$/g, '')
    .replace(/⟦U\+([0-9A-F]{4,6})⟧/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
