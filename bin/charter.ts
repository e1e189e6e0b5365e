import { charterCommand } from '../src/cli/charter/charter.js';
import { loadEnvFile } from '../src/config.js';

loadEnvFile();
process.exitCode = await charterCommand(process.argv.slice(2), (line) => console.log(line), process.env);
