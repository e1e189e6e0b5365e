import { readEnvironment, wantsSlack } from '../src/config.js';

/** `npm start`: the bot in the real workspace, or, where no Slack is named, the playground. */
const environment = readEnvironment();
const { main } = wantsSlack(environment)
  ? await import('../src/main.js')
  : await import('../playground/main.js');
await main(environment);
