import { auditCommand } from '../src/cli/audit.js';

process.exitCode = auditCommand(process.argv.slice(2), (line) => console.log(line));
