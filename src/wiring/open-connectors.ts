import { systemClock } from '../adapters/system/clock.js';
import type { Environment } from '../config.js';
import type { Messages } from '../ports/messages.js';
import { type Connectors, createConnectors } from '../tools/connectors.js';

/** One connector for each kind of tool, with the secrets of the environment. Without Slack its tools cannot be called. */
export function openConnectors(environment: Environment, messages: Messages | null): Connectors {
  return createConnectors({
    secrets: (name) => environment[name],
    messages: messages ?? noMessages,
    // Tokens end and signatures age by the clock of this machine, whatever clock a demo moves.
    clock: systemClock,
  });
}

function unsaid(): never {
  throw new Error('No message is sent without Slack.');
}
const noMessages: Messages = { text: unsaid, post: unsaid, update: unsaid, remove: unsaid };
