/** The only source of time and of fresh ids. */
export interface Clock {
  now(): Date;
  /** An unguessable id of lower-case letters and digits. */
  newId(): string;
}
