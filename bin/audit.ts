import { auditCommand } from '../src/cli/audit/audit.js';
import { readEnvironment } from '../src/config.js';

process.exitCode = await auditCommand(process.argv.slice(2), {
  environment: readEnvironment(),
  print: (line) => console.log(line),
});
