import { doctorCommand } from '../src/cli/doctor.js';
import { readEnvironment } from '../src/config.js';

process.exitCode = await doctorCommand({
  environment: readEnvironment(),
  node: process.versions.node,
  print: (line) => console.log(line),
});
