/** Wakes a job at an instant; the answer cancels it. */
export interface Timer {
  at(when: Date, job: () => void): () => void;
}
