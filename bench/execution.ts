import { createRawTransactions } from './floors/raw-transactions.js';
import { createExecuting } from './ours/executing.js';
import { benchStore, executingCharter, prepareHandoffs } from './ours/prepared-store.js';
import { type Figure, median, print } from './report.js';

const rounds = 5;
const sizes = [
  { atATime: 1, handoffs: 20 },
  { atATime: 10, handoffs: 100 },
  { atATime: 50, handoffs: 250 },
] as const;
const actionsEach = 2;

/** From an approval to the durable result of its actions, against the same transactions on bare better-sqlite3. */
export async function benchExecution(): Promise<void> {
  const store = await benchStore();
  const count = sizes.reduce((sum, { handoffs }) => sum + handoffs * (rounds + 1), 0);
  const ids = await prepareHandoffs(store, executingCharter(), count);
  const ours = createExecuting(store);
  const floor = createRawTransactions();
  const figures: Figure[] = [];
  for (const { atATime, handoffs } of sizes) {
    const seen = { ours: [] as number[], floor: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      const batch = ids.splice(0, handoffs);
      const start = performance.now();
      const trace = await ours.run(batch, atATime);
      const between = performance.now();
      floor.replay(trace);
      const end = performance.now();
      // The first round warms both up.
      if (round === 0) continue;
      seen.ours.push(perSecond(handoffs, between - start));
      seen.floor.push(perSecond(handoffs, end - between));
    }
    figures.push({
      what: `actions, ${atATime} ${atATime === 1 ? 'approval' : 'approvals'} at a time`,
      ours: median(seen.ours),
      against: median(seen.floor),
      unit: '/s',
      goal: { atLeast: 0.25 },
    });
  }
  await ours.stop();
  floor.close();
  await store.close();
  print('Approved actions to their durable result, against the same transactions on bare SQLite', figures);
}

const perSecond = (handoffs: number, ms: number): number => (handoffs * actionsEach) / (ms / 1_000);
