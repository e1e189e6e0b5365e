/** How long things with Slack take at most; tests shorten them. */
export interface SlackTimes {
  /** A connection that has not said hello by then is given up. */
  readonly helloMs: number;
  /** Silence after which the connection is renewed and readiness is red. */
  readonly awayAfterMs: number;
  /** Between two looks at whether the token still works. */
  readonly pulseMs: number;
  /** Before the second try to connect; each further wait is twice as long. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

export const slackTimes: SlackTimes = {
  helloMs: 10_000,
  awayAfterMs: 15_000,
  pulseMs: 5_000,
  firstWaitMs: 1_000,
  longestWaitMs: 30_000,
};
