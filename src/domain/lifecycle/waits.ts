/**
 * How long each kind of waiting may last before the clock looks at it. Nothing open is ever without such a look.
 */
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The preparation is begun again when it has not ended by then. */
export const prepareWithinMs = 2 * minuteMs;
export const prepareAgainMs = 10 * minuteMs;
/** A run that has been quiet this long is looked at. */
export const watchRunMs = 10 * minuteMs;
/** Whoever can answer a question is reminded. */
export const remindBlockedMs = 24 * hourMs;
/** After this many reminders without an answer somebody else looks at it. */
export const mostBlockedReminders = 3;
/** An alert is repeated until somebody acknowledges it. */
export const alertAgainMs = 5 * minuteMs;

export const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);
