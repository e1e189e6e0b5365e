import { charterCommand } from '../src/cli/charter.js';

process.exitCode = await charterCommand(process.argv.slice(2), (line) => console.log(line));
