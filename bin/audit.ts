import { auditCommand } from '../src/cli/audit/audit.js';
import { loadEnvFile } from '../src/config.js';

loadEnvFile();
process.exitCode = await auditCommand(process.argv.slice(2), {
  environment: process.env,
  print: (line) => console.log(line),
});
