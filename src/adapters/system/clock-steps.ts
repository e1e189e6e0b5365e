export interface ClockWatch {
  /** Milliseconds of the clock that people set, and of one that nobody can. */
  readonly wall: () => number;
  readonly steady: () => number;
  readonly everyMs: number;
}

const system: ClockWatch = { wall: () => Date.now(), steady: () => performance.now(), everyMs: 1_000 };
/** Less is how a clock is kept right. */
const leastMs = 2_000;

/** Tells by how many milliseconds the clock was set back; the answer ends the watch. */
export function watchClock(onSetBack: (byMs: number) => void, watch: ClockWatch = system): () => void {
  const offset = (): number => watch.wall() - watch.steady();
  let last = offset();
  const timer = setInterval(() => {
    const backMs = Math.round(last - offset());
    // Slow drift is followed, so that it never adds up to a step.
    last = offset();
    if (backMs >= leastMs) onSetBack(backMs);
  }, watch.everyMs);
  return () => clearInterval(timer);
}
