/** When something was last heard from the other side, and what it said of itself. */
export interface Hearing {
  heard(): void;
  /** It answered, and won't have us: one sentence. */
  refused(words: string): void;
  /** Since when nothing was heard; null when nothing ever was. */
  silentMs(): number | null;
  /** Null when all is well, otherwise one sentence. */
  trouble(): string | null;
}

/** A refresh of the connection takes some seconds; a longer silence is told within twenty. */
export function createHearing(awayAfterMs: number, before: string): Hearing {
  let heardAt: number | null = null;
  let refusal: string | null = null;
  const silentMs = (): number | null => (heardAt === null ? null : performance.now() - heardAt);
  return {
    heard: () => {
      heardAt = performance.now();
      refusal = null;
    },
    refused: (words) => {
      refusal = words;
    },
    silentMs,
    trouble: () => {
      if (refusal) return refusal;
      const silent = silentMs();
      if (silent === null) return before;
      return silent > awayAfterMs ? `Slack has been silent for ${Math.round(silent / 1_000)} seconds.` : null;
    },
  };
}
