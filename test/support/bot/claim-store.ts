import { claimDatabase } from '../../../src/adapters/store/sqlite/claim.js';

/** Claims the file named on the command line as a bot does, and keeps it until it is killed. */
await claimDatabase(process.argv[2] ?? '', { at: new Date('2026-01-01T00:00:00Z'), waitMs: 0 });
process.send?.('claimed');
setInterval(() => undefined, 60_000);
