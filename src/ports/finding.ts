/** What was looked at, how it stands, and, unless it is well, what to do; one sentence for people. */
export interface Finding {
  readonly health: 'ok' | 'warn' | 'bad';
  /** The thing itself, such as `#support` or `mail.send`. */
  readonly about: string;
  readonly says: string;
}

/** Looks at everything anew. Never throws: what cannot be looked at is bad and says why. */
export type Examine = () => Promise<readonly Finding[]>;
