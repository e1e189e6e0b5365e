import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { createWorkspace } from '../playground/workspace/workspace.js';
import { median, print } from './report.js';

const rounds = 5;
const atRestMs = 2_000;

/** From the start of the process to the first answered request, and memory two seconds later. */
export async function benchStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'start-'));
  const banner = {
    js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);",
  };
  const common = {
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    banner,
    logLevel: 'error',
  } as const;
  await build({
    ...common,
    entryPoints: ['bench/floors/empty-bolt-start.ts'],
    outdir: resolve('dist/bench'),
  });
  await build({
    ...common,
    entryPoints: ['bin/start.ts'],
    outdir: resolve('dist'),
    external: ['better-sqlite3', 'better-sqlite3-napi'],
  });
  const workspace = await createWorkspace({ burst: null });
  const seen = {
    floorMs: [] as number[],
    oursMs: [] as number[],
    floorMiB: [] as number[],
    oursMiB: [] as number[],
  };
  for (let round = 0; round <= rounds; round += 1) {
    const floor = await measure('dist/bench/empty-bolt-start.js', { PORT: String(34_000 + round) });
    const ours = await measure('dist/start.js', {
      PORT: String(34_100 + round),
      SLACK_BOT_TOKEN: workspace.botToken,
      SLACK_SIGNING_SECRET: workspace.signingSecret,
      SLACK_API_URL: workspace.apiUrl,
      DATABASE_URL: `sqlite:${join(folder, `${round}.db`)}`,
      LOG_LEVEL: 'silent',
      ...Object.fromEntries(
        ['SUPPORT_AGENT_TOKEN', 'OPS_AGENT_TOKEN', 'COMPANY_TOKEN'].map((name) => [name, 'bench']),
      ),
      COMPANY_URL: 'http://127.0.0.1:9',
    });
    if (round === 0) continue;
    seen.floorMs.push(floor.ms);
    seen.oursMs.push(ours.ms);
    seen.floorMiB.push(floor.miB);
    seen.oursMiB.push(ours.miB);
  }
  await workspace.close();
  print('Start and memory, against an empty Bolt app', [
    {
      what: 'ready after',
      ours: median(seen.oursMs),
      against: median(seen.floorMs),
      unit: 'ms',
      goal: { atMost: 2 },
    },
    {
      what: 'memory at rest',
      ours: median(seen.oursMiB),
      against: median(seen.floorMiB),
      unit: 'MiB',
      goal: { atMost: 1.5 },
    },
  ]);
}

async function measure(file: string, env: Record<string, string>): Promise<{ ms: number; miB: number }> {
  const start = performance.now();
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...env, NODE_OPTIONS: '' },
    stdio: 'ignore',
  });
  await answered(`http://127.0.0.1:${env.PORT}/healthz`, child);
  const ms = performance.now() - start;
  await new Promise((resolved) => setTimeout(resolved, atRestMs));
  const miB = residentMiB(child);
  child.kill('SIGKILL');
  return { ms, miB };
}

async function answered(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(url).catch(() => null);
    if (answer) return void (await answer.arrayBuffer());
    await new Promise((resolved) => setTimeout(resolved, 5));
  }
  throw new Error(`A process of the bench ended with ${child.exitCode}.`);
}

/** Linux says it in pages of its own file system. */
function residentMiB({ pid }: ChildProcess): number {
  const found = /^VmRSS:\s+(?<kB>\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.groups?.kB;
  return Number(found) / 1_024;
}
