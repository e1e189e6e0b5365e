import { initCommand } from '../src/cli/init/init.js';

const { stdin, stdout } = process;
process.exitCode = await initCommand(process.argv.slice(2), {
  folder: process.cwd(),
  environment: process.env,
  print: (line) => console.log(line),
  terminal: stdin.isTTY && stdout.isTTY ? { input: stdin, output: stdout } : null,
});
