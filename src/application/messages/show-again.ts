import type { Clock } from '../../ports/clock.js';
import type { Store } from '../../ports/store.js';

export type ShowAgain = (channel: string) => Promise<void>;

/** Brings the messages of a channel up to date that could not be, as when the bot was taken out of it and is back. */
export function createShowAgain(deps: {
  readonly store: Pick<Store, 'outboxShowAgain'>;
  readonly clock: Clock;
  readonly pump: () => void;
}): ShowAgain {
  return async (channel) => {
    if (await deps.store.outboxShowAgain(channel, deps.clock.now())) deps.pump();
  };
}
