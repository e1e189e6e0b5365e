export interface Figure {
  readonly what: string;
  readonly ours: number;
  readonly against: number;
  readonly unit: string;
  /** `ours / against` should be at most or at least this. */
  readonly goal: { readonly atMost: number } | { readonly atLeast: number };
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Ratios of one run; machines differ, so the absolute figures only show the order of size. */
export function print(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`);
  console.table(
    figures.map(({ what, ours, against, unit, goal }) => {
      const ratio = ours / against;
      const isMet = 'atMost' in goal ? ratio <= goal.atMost : ratio >= goal.atLeast;
      return {
        what,
        ours: `${rounded(ours)} ${unit}`,
        against: `${rounded(against)} ${unit}`,
        ratio: Number(ratio.toFixed(2)),
        goal: 'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`,
        met: isMet ? 'yes' : 'no',
      };
    }),
  );
}

const rounded = (value: number): string => (value >= 100 ? Math.round(value).toString() : value.toFixed(2));
