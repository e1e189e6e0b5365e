/** At most so many in any minute, hour or day: a window that ends now, whatever the clock on the wall shows. */
export interface Limit {
  readonly atMost: number;
  readonly per: Period;
}
export type Period = 'minute' | 'hour' | 'day';

export const periodMs: Readonly<Record<Period, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** `10 times a minute`, `once an hour`. */
export function limitWords({ atMost, per }: Limit): string {
  return `${atMost === 1 ? 'once' : `${atMost} times`} ${per === 'hour' ? 'an' : 'a'} ${per}`;
}
