import { main } from '../../../src/main.js';

/** The bot exactly as `npm start` runs it, in a process of its own that says where it listens. */
const app = await main(process.env);
process.send?.(app?.url ?? '');
