import { rollbackCommand } from '../src/cli/rollback.js';
import { loadEnvFile } from '../src/config.js';

loadEnvFile();
process.exitCode = await rollbackCommand(process.argv.slice(2), {
  environment: process.env,
  print: (line) => console.log(line),
});
