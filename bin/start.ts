import { loadEnvFile, wantsSlack } from '../src/config.js';

/** `npm start`: the bot in the real workspace, or, where no Slack is named, the playground. */
loadEnvFile();
const { main } = wantsSlack(process.env)
  ? await import('../src/main.js')
  : await import('../playground/main.js');
await main();
