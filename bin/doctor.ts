import { doctorCommand } from '../src/cli/doctor.js';
import { loadEnvFile } from '../src/config.js';

loadEnvFile();
process.exitCode = await doctorCommand({
  environment: process.env,
  node: process.versions.node,
  print: (line) => console.log(line),
});
