import { SqliteMissing } from '../db/sqlite.js';
import { DatabaseError } from './adapters/store/sqlite/database-error.js';
import { type RunningApp, startApp } from './app.js';
import { ConfigError, type Environment, readConfig } from './config.js';
import { CharterError } from './tools/written/charter-error.js';

/** Starts the bot with the environment as it is. Problems of the set-up are told in sentences and end the start. */
export async function main(environment: Environment): Promise<RunningApp | null> {
  try {
    const config = readConfig(environment);
    if (!config.slack) throw new ConfigError(['SLACK_BOT_TOKEN is not set: see docs/connect-slack.md.']);
    const app = await startApp({ config: { ...config, slack: config.slack }, environment });
    stopOnSignal(app);
    return app;
  } catch (fault) {
    if (!isOfTheSetUp(fault)) throw fault;
    console.error(fault.message);
    process.exitCode = 1;
    return null;
  }
}

/** What whoever set this up can mend; its message is a sentence for them. */
export function isOfTheSetUp(fault: unknown): fault is Error {
  return (
    [ConfigError, CharterError, DatabaseError, SqliteMissing].some((kind) => fault instanceof kind) ||
    (fault instanceof Error && fault.message.startsWith('Port '))
  );
}

function stopOnSignal(app: RunningApp): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      void app.stop().then(() => process.exit(0));
    });
}
