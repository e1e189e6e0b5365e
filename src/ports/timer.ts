export interface Timer {
  /** Wakes a job at an instant; the answer cancels it. */
  at(when: Date, job: () => void): () => void;
  /** Runs a job once, after everything that is ready in this turn of the event loop. */
  endOfTurn(job: () => void): void;
  /** Begins to count; the answer tells the milliseconds since then, also when somebody sets the clock. */
  stopwatch(): () => number;
}
