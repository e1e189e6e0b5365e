import type { Context } from '../../domain/context.js';
import type { Charters } from '../../ports/charters.js';
import type { Clock } from '../../ports/clock.js';
import type { People } from '../../ports/people.js';

export interface AskingDeps {
  readonly charters: Charters;
  readonly people: People;
  readonly clock: Clock;
}

/** What is known at this moment of whoever asks. */
export function askingNow({
  charters,
  people,
  clock,
}: AskingDeps): Pick<Context, 'charter' | 'directory' | 'now'> {
  return { charter: charters.current(), directory: people.directory(), now: clock.now() };
}
