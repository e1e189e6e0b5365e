import { rollbackCommand } from '../src/cli/rollback.js';
import { readEnvironment } from '../src/config.js';

process.exitCode = await rollbackCommand(process.argv.slice(2), {
  environment: readEnvironment(),
  print: (line) => console.log(line),
});
