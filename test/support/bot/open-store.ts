import { createSqliteStore } from '../../../src/adapters/store/sqlite/sqlite-store.js';

/** Opens the store named on the command line in a process of its own. */
const store = await createSqliteStore({ file: process.argv[2] ?? '' });
await store.ping();
await store.close();
console.log('open');
