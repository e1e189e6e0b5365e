import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ask, startPart } from './process.js';
import { type Figure, median, print } from './report.js';

const rounds = 5;
const count = 200;

/** Whole round trips, against LangGraph on its own SQLite checkpoints with the same durability. */
export async function benchStory(): Promise<void> {
  if (!existsSync('bench/peers/node_modules'))
    execFileSync('npm', ['ci', '--prefix', 'bench/peers', '--no-progress'], { stdio: 'inherit' });
  const peer = await startPart<string>('bench/peers/langgraph.mjs');
  const ours = await startPart<string>('bench/ours/round-trips.ts');
  const figures: Figure[] = [];
  let from = 0;
  for (const concurrency of [1, 10]) {
    const seen = { peer: [] as number[], ours: [] as number[] };
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, { child }] of [
        ['peer', peer],
        ['ours', ours],
      ] as const) {
        const { perSecond } = await ask<{ perSecond: number }>(child, { from, count, concurrency });
        if (round > 0) seen[name].push(perSecond);
      }
      from += count;
    }
    figures.push({
      what: `round trips, ${concurrency} at a time`,
      ours: median(seen.ours),
      against: median(seen.peer),
      unit: '/s',
      goal: { atLeast: 5 },
    });
  }
  for (const { child } of [peer, ours]) child.kill();
  print('Create → ask → approve → done, against LangGraph JS on SQLite', figures);
}
