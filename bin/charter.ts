import { charterCommand } from '../src/cli/charter/charter.js';
import { readEnvironment } from '../src/config.js';

process.exitCode = await charterCommand(
  process.argv.slice(2),
  (line) => console.log(line),
  readEnvironment(),
);
